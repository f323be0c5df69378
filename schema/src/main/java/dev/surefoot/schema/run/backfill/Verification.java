package dev.surefoot.schema.run.backfill;

import dev.surefoot.schema.run.target.Blocker;
import dev.surefoot.schema.run.target.Pace;
import dev.surefoot.schema.run.target.Sql;
import dev.surefoot.schema.run.target.SqlErrors;
import dev.surefoot.schema.run.target.Watch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Looks for rows that are not right, in ranges of the key, each a short statement of its own. A
 * range that others are in the way of is tried again as a batch is, and one that took too long with
 * half as many rows. Not thread-safe.
 */
public final class Verification {
    private static final int STATEMENT_TIMEOUT_MS = 60_000;
    private static final int LEAST_ROWS = 100;

    private final Means means;
    private final FillPlan plan;
    private int rows = FillLimits.VERIFY_ROWS;

    private Verification(Means means, FillPlan plan) {
        this.means = means;
        this.plan = plan;
    }

    /**
     * What it works with.
     *
     * @param worker the connection that it asks in
     * @param backend its process number
     * @param watch sees who is in its way, and ends what others wait for too long
     */
    public record Means(Connection worker, int backend, Watch watch, Pace pace) {}

    /** What it found. */
    public sealed interface Found {
        /** So many rows that are not right, of all. */
        record Wrong(long rows) implements Found {}

        /** It is not known: others stayed in the way. */
        record Held(String reason, List<Blocker> blockers) implements Found {
            public Held {
                blockers = List.copyOf(blockers);
            }
        }
    }

    /** How many there are. */
    public static Found wrong(Means means, FillPlan plan)
            throws SQLException, InterruptedException {
        return new Verification(means, plan).walk();
    }

    private Found walk() throws SQLException, InterruptedException {
        long wrong = 0;
        int givenUp = 0;
        Optional<List<String>> cursor = Optional.empty();
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException("told to stop while rows are verified");
            }
            switch (count(cursor)) {
                case Tried.Counted(Optional<List<String>> end, long more) -> {
                    givenUp = 0;
                    wrong += more;
                    if (end.isEmpty()) {
                        return new Found.Wrong(wrong);
                    }
                    cursor = end;
                }
                case Tried.GivenUp(SQLException why, Watch.Seen seen) -> {
                    if (++givenUp > FillLimits.GIVEN_UP) {
                        return held(why, seen);
                    }
                    means.pace().sleeper().sleep(Duration.ofMillis(100L << givenUp));
                }
            }
        }
    }

    private sealed interface Tried {
        record Counted(Optional<List<String>> end, long wrong) implements Tried {}

        record GivenUp(SQLException why, Watch.Seen seen) implements Tried {}
    }

    private Tried count(Optional<List<String>> cursor) throws SQLException {
        means.watch().begin(means.backend());
        try {
            Tried counted = Sql.inTransaction(means.worker(), own -> range(own, cursor));
            means.watch().end();
            return counted;
        } catch (SQLException e) {
            Watch.Seen seen = means.watch().end();
            if (!SqlErrors.passing(e)) {
                throw e;
            }
            if (SqlErrors.state(e).equals("57014")) {
                rows = Math.max(LEAST_ROWS, rows / 2);
            }
            return new Tried.GivenUp(e, seen);
        }
    }

    private Tried range(Connection own, Optional<List<String>> cursor) throws SQLException {
        Sql.execute(own, "set local statement_timeout = " + STATEMENT_TIMEOUT_MS);
        Optional<List<String>> end = Batch.bound(own, plan, cursor, rows);
        return new Tried.Counted(end, Batch.wrong(own, plan, new Batch.Range(cursor, end)));
    }

    private Found held(SQLException why, Watch.Seen seen) {
        return new Found.Held(
                "looking for rows of %s that are not right was given up %d times in a row: %s; run"
                                .formatted(
                                        plan.table().quoted(),
                                        FillLimits.GIVEN_UP + 1,
                                        why.getMessage())
                        + " the same command again",
                seen.blockers());
    }
}
