package dev.surefoot.schema.run.sync;

import dev.surefoot.schema.run.target.Sql;
import dev.surefoot.schema.run.target.TableInfo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Old values taken there and back: {@code down(up(old))} against {@code old}.
 *
 * @param sampled how many rows
 * @param lossy how many came back changed
 */
public record RoundTrip(int sampled, int lossy) {
    private static final int ROWS = 1_000;

    /** Asks the rows that there are, at most a thousand. */
    static RoundTrip of(Connection connection, TableInfo table, SyncPair pair) throws SQLException {
        String others = String.join(", ", table.columnsBut(pair.fresh()));
        String sql =
                """
                select count(*), count(*) filter (where %s)
                from (select %s, (%s) as %s from (select * from %s%s limit %d) as %s) as %s
                """
                        .formatted(
                                table.distinct(
                                        pair.old(), pair.oldQuoted(), "(" + pair.down() + ")"),
                                others,
                                pair.up(),
                                pair.freshQuoted(),
                                table.quoted(),
                                sample(table),
                                ROWS,
                                table.alias(),
                                table.alias());
        return Sql.first(connection, sql, row -> new RoundTrip(row.getInt(1), row.getInt(2)))
                .orElse(new RoundTrip(0, 0));
    }

    private static String sample(TableInfo table) {
        double percent = 100.0 * 5 * ROWS / Math.max(1, table.rows());
        return percent >= 100
                ? ""
                : String.format(Locale.ROOT, " tablesample system (%.4f)", percent);
    }
}
