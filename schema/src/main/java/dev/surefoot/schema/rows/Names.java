package dev.surefoot.schema.rows;

/** Names and words as SQL writes them. */
final class Names {
    private Names() {}

    /** A text constant, whatever {@code standard_conforming_strings} says. */
    static String literal(String text) {
        String doubled = text.replace("'", "''");
        return text.indexOf('\\') < 0
                ? "'" + doubled + "'"
                : " E'" + doubled.replace("\\", "\\\\") + "'";
    }
}
