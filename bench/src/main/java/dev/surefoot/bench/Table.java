package dev.surefoot.bench;

import java.util.ArrayList;
import java.util.List;

/** Columns, right-aligned but the first. Not safe for several threads. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these headings. */
    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /** One more row; as many cells as there are headings. */
    public Table row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells in a table of " + rows.getFirst().size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** As it is printed. */
    public List<String> lines() {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder(row.getFirst());
        line.repeat(' ', widths[0] - row.getFirst().length());
        for (int i = 1; i < widths.length; i++) {
            line.repeat(' ', 2 + widths[i] - row.get(i).length()).append(row.get(i));
        }
        return line.toString();
    }
}
