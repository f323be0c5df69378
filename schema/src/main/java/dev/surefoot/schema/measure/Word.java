package dev.surefoot.schema.measure;

import java.util.Locale;

/** A statement's first words, as far as they begin or end a transaction or make a role. */
enum Word {
    BEGIN,
    /** COMMIT, ROLLBACK and what means the same. */
    END,
    CREATE_ROLE,
    OTHER;

    static Word of(String sql) {
        String[] words = plain(sql).toUpperCase(Locale.ROOT).split("\\W+", 4);
        String first = words[0];
        String second = words.length > 1 ? words[1] : "";
        return switch (first) {
            case "BEGIN", "START" -> BEGIN;
            case "COMMIT", "END", "ABORT" -> END;
            case "ROLLBACK" ->
                    second.equals("TO") || (words.length > 2 && words[2].equals("TO"))
                            ? OTHER
                            : END;
            case "CREATE" ->
                    switch (second) {
                        case "ROLE", "USER", "GROUP" -> CREATE_ROLE;
                        default -> OTHER;
                    };
            default -> OTHER;
        };
    }

    /** Without comments and blanks before the first word. */
    private static String plain(String sql) {
        String rest = sql.stripLeading();
        while (true) {
            int end;
            if (rest.startsWith("--")) {
                end = rest.indexOf('\n');
            } else if (rest.startsWith("/*")) {
                end = rest.indexOf("*/") + 1;
            } else {
                return rest;
            }
            rest = end <= 0 ? "" : rest.substring(end + 1).stripLeading();
        }
    }
}
