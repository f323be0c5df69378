package dev.surefoot.schema.sql;

/** Names in SQL. Pure. */
public final class Identifiers {
    private Identifiers() {}

    /** An identifier in quotes, as it is, whatever stands in it. */
    public static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
