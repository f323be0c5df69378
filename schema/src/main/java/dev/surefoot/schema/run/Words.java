package dev.surefoot.schema.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The first words of a statement, without comments: upper case; quoted identifiers as written; of a
 * string only its quotes. Enough to tell which kind of statement it is. Pure.
 */
final class Words {
    private static final int MOST = 400;

    private Words() {}

    static List<String> of(String sql) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < sql.length() && words.size() < MOST) {
            char c = sql.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
            } else if (sql.startsWith("--", i)) {
                i = after(sql.indexOf('\n', i), 1, sql);
            } else if (sql.startsWith("/*", i)) {
                i = comment(sql, i);
            } else if (c == '\'') {
                i = quoted(sql, i, '\'');
                words.add("''");
            } else if (c == '"') {
                int end = quoted(sql, i, '"');
                words.add(sql.substring(i, end));
                i = end;
            } else if (Character.isLetterOrDigit(c) || c == '_') {
                int end = i;
                while (end < sql.length() && wordPart(sql.charAt(end))) {
                    end++;
                }
                words.add(sql.substring(i, end).toUpperCase(Locale.ROOT));
                i = end;
            } else {
                words.add(String.valueOf(c));
                i++;
            }
        }
        return List.copyOf(words);
    }

    private static boolean wordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private static int after(int found, int length, String sql) {
        return found < 0 ? sql.length() : found + length;
    }

    private static int quoted(String sql, int from, char quote) {
        int i = from + 1;
        while (i < sql.length()) {
            if (sql.charAt(i) == quote) {
                if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i + 1;
                }
            }
            i++;
        }
        return sql.length();
    }

    /** They nest. */
    private static int comment(String sql, int from) {
        int depth = 0;
        int i = from;
        while (i < sql.length()) {
            if (sql.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (sql.startsWith("*/", i)) {
                depth--;
                i += 2;
                if (depth == 0) {
                    return i;
                }
            } else {
                i++;
            }
        }
        return i;
    }
}
