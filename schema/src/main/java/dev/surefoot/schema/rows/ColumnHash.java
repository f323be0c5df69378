package dev.surefoot.schema.rows;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** What a column holds, in one number: to name what changed, once {@link RowHash} says so. */
public record ColumnHash(BigDecimal sum) {
    /** Larger tables are left out: each value is hashed by itself. */
    private static final long MOST_ROWS = 10_000;

    /** Of the columns of every table that has rows, but not too many, by table and column. */
    public static Map<String, Map<String, ColumnHash>> all(
            Connection connection, Map<String, RowHash> tables) throws SQLException {
        Map<String, Map<String, ColumnHash>> all = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            for (RowHash.Name each : RowHash.tables(statement)) {
                RowHash whole = tables.get(each.label());
                if (whole != null && whole.rows() > 0 && whole.rows() <= MOST_ROWS) {
                    all.put(each.label(), of(statement, each.quoted()));
                }
            }
        }
        return all;
    }

    private static Map<String, ColumnHash> of(Statement statement, String table)
            throws SQLException {
        Map<String, ColumnHash> columns = new HashMap<>();
        String sql =
                """
                select e.key, sum(hashtextextended(e.value, 0))
                  from %s r, jsonb_each_text(to_jsonb(r)) e
                 group by e.key
                """
                        .formatted(table);
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                BigDecimal sum = row.getBigDecimal(2);
                columns.put(row.getString(1), new ColumnHash(sum == null ? BigDecimal.ZERO : sum));
            }
        }
        return columns;
    }
}
