package dev.surefoot.schema.rehearsal;

import java.util.List;

/**
 * Rows of one table that are not as they were.
 *
 * @param table {@code schema.table}
 * @param before rows without the change
 * @param after rows after change and inverse
 * @param columns whose values are others; empty where rows are missing or it was not looked at
 */
public record ChangedRows(String table, long before, long after, List<String> columns) {
    public ChangedRows {
        columns = List.copyOf(columns);
    }

    @Override
    public String toString() {
        if (before != after) {
            return "%s: %d of %d rows".formatted(table, after, before);
        }
        return columns.isEmpty()
                ? table + ": other values"
                : table + ": other values in " + String.join(", ", columns);
    }
}
