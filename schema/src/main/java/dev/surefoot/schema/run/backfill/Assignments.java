package dev.surefoot.schema.run.backfill;

import java.util.ArrayList;
import java.util.List;

/** The {@code column = expression} parts of an UPDATE's SET, split where no quote or bracket is. */
final class Assignments {
    /** One of them, as written. */
    record Assignment(String column, String expression) {}

    private Assignments() {}

    /** Empty if a part is no assignment. */
    static List<Assignment> of(String set) {
        List<Assignment> all = new ArrayList<>();
        for (String part : split(set, ',')) {
            List<String> sides = split(part, '=');
            if (sides.size() < 2 || sides.getFirst().isBlank()) {
                return List.of();
            }
            String column = sides.getFirst().strip();
            String expression = part.substring(part.indexOf('=', column.length()) + 1).strip();
            if (expression.isEmpty() || column.startsWith("(")) {
                return List.of();
            }
            all.add(new Assignment(column, expression));
        }
        return all;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
            } else if (c == separator && depth == 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
