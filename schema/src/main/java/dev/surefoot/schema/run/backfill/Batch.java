package dev.surefoot.schema.run.backfill;

import dev.surefoot.schema.run.sync.SyncTrigger;
import dev.surefoot.schema.run.target.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The SQL of one batch, in the transaction that is open. Walking along the key's index, an UPDATE
 * locks rows in the key's order, so two of them can't wait for each other.
 */
final class Batch {
    private static final String ALONG_THE_INDEX =
            """
            set local enable_seqscan = off;
            set local enable_bitmapscan = off;
            set local enable_hashjoin = off;
            set local enable_mergejoin = off;
            set local synchronous_commit = on;
            """;

    private Batch() {}

    /** Settings that end with the transaction. */
    static void settle(Connection connection, FillLimits limits) throws SQLException {
        Sql.execute(
                connection,
                ALONG_THE_INDEX
                        + "set local lock_timeout = %d; set local statement_timeout = %d;"
                                .formatted(
                                        limits.lockTimeout().toMillis(),
                                        limits.batchTimeout().toMillis())
                        + "set local %s = 'on'".formatted(SyncTrigger.SKIP));
    }

    /** The key of the last row of the next so many; empty if there are fewer. */
    static Optional<List<String>> bound(
            Connection connection, FillPlan plan, Optional<List<String>> cursor, int rows)
            throws SQLException {
        List<Object> values = new ArrayList<>(cursor.orElse(List.of()));
        values.add(rows - 1);
        int width = plan.key().columns().size();
        return Sql.first(
                connection,
                plan.boundSql(cursor.isPresent()),
                row -> {
                    List<String> key = new ArrayList<>();
                    for (int i = 1; i <= width; i++) {
                        key.add(row.getString(i));
                    }
                    return List.copyOf(key);
                },
                values.toArray());
    }

    /**
     * Rows with keys after the cursor, up to the bound.
     *
     * @param cursor empty: from the first row
     * @param bound empty: to the last row
     */
    record Range(Optional<List<String>> cursor, Optional<List<String>> bound) {
        private Object[] values() {
            List<Object> values = new ArrayList<>(cursor.orElse(List.of()));
            values.addAll(bound.orElse(List.of()));
            return values.toArray();
        }
    }

    /** Fills the rows of a range; the number that needed it. */
    static int fill(Connection connection, FillPlan plan, Range range) throws SQLException {
        return Sql.update(
                connection,
                plan.updateSql(range.cursor().isPresent(), range.bound().isPresent()),
                range.values());
    }

    /** Counts the rows of a range that are not right. */
    static long wrong(Connection connection, FillPlan plan, Range range) throws SQLException {
        return Sql.number(
                connection,
                plan.verifySql(range.cursor().isPresent(), range.bound().isPresent()),
                range.values());
    }
}
