package dev.surefoot.schema.proof.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which column a placeholder is compared with or written to, as far as the text shows it plainly:
 * {@code id = $1}, {@code $1 < t.id}, {@code SET name = $2}, {@code INSERT INTO t (a) VALUES ($1)}.
 * What it does not show is left out; nothing is guessed.
 */
public final class ComparedColumns {
    private static final String NAME = "(?:\\w+|\"[^\"]+\")";
    private static final String OPERATOR = "(?:=|<>|!=|<=|>=|<|>|NOT\\s+LIKE|I?LIKE)";
    private static final String COLUMN = "(?:" + NAME + "\\s*\\.\\s*)*(" + NAME + ")";
    private static final int FLAGS = Pattern.CASE_INSENSITIVE;
    private static final Pattern AFTER =
            Pattern.compile(
                    COLUMN
                            + "\\s*(?:"
                            + OPERATOR
                            + "\\s*(?:ANY\\s*\\(\\s*)?|(?:NOT\\s+)?IN\\s*\\(\\s*)\\$(\\d+)",
                    FLAGS);
    private static final Pattern BEFORE =
            Pattern.compile("\\$(\\d+)\\s*" + OPERATOR + "\\s*" + COLUMN, FLAGS);
    private static final Pattern INSERT =
            Pattern.compile(
                    "^\\s*INSERT\\s+INTO\\s+[^(]+\\(([^)]*)\\)\\s*"
                            + "(?:OVERRIDING\\s+\\w+\\s+VALUE\\s*)?"
                            + "VALUES\\s*\\((.*)",
                    FLAGS | Pattern.DOTALL);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$(\\d+)");

    private ComparedColumns() {}

    /** The column's name, as the catalog has it, by the placeholder's number from 1. */
    public static Map<Integer, String> of(String sql) {
        Map<Integer, String> found = new TreeMap<>();
        Matcher after = AFTER.matcher(sql);
        while (after.find()) {
            found.putIfAbsent(Integer.valueOf(after.group(2)), name(after.group(1)));
        }
        Matcher before = BEFORE.matcher(sql);
        while (before.find()) {
            found.putIfAbsent(Integer.valueOf(before.group(1)), name(before.group(2)));
        }
        Matcher insert = INSERT.matcher(sql);
        if (insert.find()) {
            inserted(insert, found);
        }
        return found;
    }

    private static void inserted(Matcher insert, Map<Integer, String> found) {
        List<String> columns = List.of(insert.group(1).split(",", -1));
        List<String> values = values(insert.group(2));
        for (int i = 0; i < Math.min(columns.size(), values.size()); i++) {
            Matcher placeholder = PLACEHOLDER.matcher(values.get(i));
            if (placeholder.find()) {
                found.putIfAbsent(
                        Integer.valueOf(placeholder.group(1)), name(columns.get(i).strip()));
            }
        }
    }

    /** The texts between the commas of the first row. */
    private static List<String> values(String rest) {
        List<String> all = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int at = 0; at < rest.length(); at++) {
            char each = rest.charAt(at);
            depth += each == '(' ? 1 : each == ')' ? -1 : 0;
            if (depth < 0 || (depth == 0 && each == ',')) {
                all.add(rest.substring(from, at));
                from = at + 1;
            }
            if (depth < 0) {
                return all;
            }
        }
        return all;
    }

    private static String name(String word) {
        return word.startsWith("\"")
                ? word.substring(1, word.length() - 1)
                : word.toLowerCase(Locale.ROOT);
    }
}
