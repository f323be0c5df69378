package dev.surefoot.schema.run.backfill;

import dev.surefoot.schema.run.target.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Looks for rows that are not right, in ranges of the key, each a short statement of its own. */
public final class Verification {
    private static final int STATEMENT_TIMEOUT_MS = 60_000;

    private Verification() {}

    /** How many there are. */
    public static long wrong(Connection connection, FillPlan plan) throws SQLException {
        long wrong = 0;
        Optional<List<String>> cursor = Optional.empty();
        while (true) {
            Range range = range(connection, plan, cursor);
            wrong += range.wrong();
            if (range.end().isEmpty()) {
                return wrong;
            }
            cursor = range.end();
        }
    }

    private record Range(Optional<List<String>> end, long wrong) {}

    private static Range range(Connection connection, FillPlan plan, Optional<List<String>> cursor)
            throws SQLException {
        return Sql.inTransaction(
                connection,
                own -> {
                    Sql.execute(own, "set local statement_timeout = " + STATEMENT_TIMEOUT_MS);
                    Optional<List<String>> end =
                            Batch.bound(own, plan, cursor, FillLimits.VERIFY_ROWS);
                    return new Range(end, Batch.wrong(own, plan, cursor, end));
                });
    }
}
