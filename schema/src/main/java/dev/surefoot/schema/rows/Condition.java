package dev.surefoot.schema.rows;

import java.util.List;

/**
 * What must not be false of a row.
 *
 * @param sql over the columns' names, without a table's
 * @param columns that it speaks of
 */
record Condition(String sql, List<String> columns) {
    Condition {
        columns = List.copyOf(columns);
    }
}
