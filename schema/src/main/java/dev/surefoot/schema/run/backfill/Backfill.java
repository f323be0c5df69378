package dev.surefoot.schema.run.backfill;

import dev.surefoot.schema.run.target.Blocker;
import dev.surefoot.schema.run.target.Sql;
import dev.surefoot.schema.run.target.SqlErrors;
import dev.surefoot.schema.run.target.Watch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs one backfill to its end, or from where it was left: after a crash at any moment the cursor
 * stands where the last committed batch put it, and no row is written twice in effect, as a row
 * that is right is never written. Not thread-safe.
 */
public final class Backfill {
    private final FillContext context;
    private final FillPlan plan;
    private final GivingWay giving;
    private final Rest rest = new Rest();
    private BatchSize size;

    private Backfill(FillContext context, FillPlan plan, BatchSize size) {
        this.context = context;
        this.plan = plan;
        this.size = size;
        this.giving = new GivingWay(context, plan);
    }

    /** Runs it. */
    public static FillEnd run(FillContext context, FillPlan plan) throws InterruptedException {
        try {
            Fill fill = begin(context, plan);
            if (fill.state() == Fill.State.VERIFIED) {
                return new FillEnd.Verified(fill.changed());
            }
            return new Backfill(context, plan, BatchSize.first(fill.batch())).passes(fill);
        } catch (SQLException e) {
            return ended(e);
        }
    }

    private static Fill begin(FillContext context, FillPlan plan) throws SQLException {
        Connection worker = context.worker();
        Optional<Fill> there = FillTable.find(worker, plan.id());
        if (there.isEmpty()) {
            FillTable.begin(worker, plan, rows(worker, plan), context.limits().first());
        } else if (there.get().state() == Fill.State.FAILED) {
            FillTable.restart(worker, plan.id());
        }
        return FillTable.find(worker, plan.id()).orElseThrow();
    }

    /** As the planner thinks; counted where it has no idea. */
    private static long rows(Connection worker, FillPlan plan) throws SQLException {
        return plan.table().rows() > 0
                ? plan.table().rows()
                : Sql.number(worker, "select count(*) from " + plan.table().quoted());
    }

    private FillEnd passes(Fill begun) throws SQLException, InterruptedException {
        Fill fill = begun;
        while (true) {
            if (fill.state() != Fill.State.VERIFYING) {
                Optional<FillEnd> stopped = walk(fill);
                if (stopped.isPresent()) {
                    return stopped.get();
                }
            }
            long left;
            switch (Verification.wrong(means(), plan)) {
                case Verification.Found.Wrong(long rows) -> left = rows;
                case Verification.Found.Held(String reason, List<Blocker> blockers) -> {
                    // It stays to be verified: nothing has to be walked again for it.
                    FillTable.state(context.worker(), plan.id(), Fill.State.VERIFYING, reason);
                    return new FillEnd.Held(reason, blockers);
                }
            }
            boolean again = fill.pass() < FillLimits.PASSES;
            boolean ours =
                    Sql.inTransaction(
                            context.worker(),
                            own -> {
                                if (!context.lock().holds(own)) {
                                    return false;
                                }
                                FillTable.verified(own, plan.id(), left, again);
                                return true;
                            });
            if (!ours) {
                return new FillEnd.Fenced();
            }
            fill = tell();
            if (left == 0) {
                return new FillEnd.Verified(fill.changed());
            }
            if (!again) {
                return new FillEnd.Unfinished(left);
            }
        }
    }

    /** Walks from the cursor to the end; empty when there. */
    private Optional<FillEnd> walk(Fill from) throws SQLException, InterruptedException {
        Optional<List<String>> cursor = from.cursor();
        int givenUp = 0;
        while (true) {
            Tried tried = next(cursor);
            switch (tried) {
                case Tried.Filled(Optional<List<String>> bound) -> {
                    givenUp = 0;
                    tell();
                    if (bound.isEmpty()) {
                        return Optional.empty();
                    }
                    cursor = bound;
                }
                case Tried.GivenUp(SQLException why, Watch.Seen seen) -> {
                    size = size.halved(context.limits());
                    if (++givenUp > FillLimits.GIVEN_UP) {
                        return Optional.of(held(why, seen));
                    }
                    context.pace().sleeper().sleep(Duration.ofMillis(100L << givenUp));
                }
                case Tried.Ended(FillEnd end) -> {
                    return Optional.of(end);
                }
            }
        }
    }

    private sealed interface Tried {
        record Filled(Optional<List<String>> bound) implements Tried {}

        record GivenUp(SQLException why, Watch.Seen seen) implements Tried {}

        record Ended(FillEnd end) implements Tried {}
    }

    /** Looks how far the next batch goes while the last one's rest runs, then fills it. */
    private Tried next(Optional<List<String>> cursor) throws SQLException, InterruptedException {
        Optional<List<String>> bound;
        try {
            bound =
                    Sql.inTransaction(
                            context.worker(),
                            own -> {
                                Batch.settle(own, context.limits());
                                return Batch.bound(own, plan, cursor, size.rows());
                            });
        } catch (SQLException e) {
            return failed(e, Watch.Seen.NOTHING);
        }
        rest.take(context.pace().sleeper());
        Optional<FillEnd> held = giving.way();
        return held.isPresent()
                ? new Tried.Ended(held.get())
                : batch(new Batch.Range(cursor, bound));
    }

    private Tried batch(Batch.Range range) {
        long began = System.nanoTime();
        context.watch().begin(context.backend());
        try {
            boolean ours = Sql.inTransaction(context.worker(), own -> inside(own, range, began));
            Watch.Seen seen = context.watch().end();
            if (!ours) {
                return new Tried.Ended(new FillEnd.Fenced());
            }
            long took = System.nanoTime() - began;
            rest.after(took, context.limits().rest(), giving.written());
            size = size.after(took / 1e6, context.limits());
            if (seen.longestWait().compareTo(context.limits().aim()) > 0) {
                size = size.halved(context.limits());
            }
            return new Tried.Filled(range.bound());
        } catch (SQLException e) {
            return failed(e, context.watch().end());
        }
    }

    private static Tried failed(SQLException e, Watch.Seen seen) {
        return SqlErrors.passing(e) ? new Tried.GivenUp(e, seen) : new Tried.Ended(ended(e));
    }

    /** The batch's transaction; false if the lock is no longer ours. */
    private boolean inside(Connection own, Batch.Range range, long began) throws SQLException {
        Batch.settle(own, context.limits());
        if (!context.lock().holds(own)) {
            return false;
        }
        int changed = Batch.fill(own, plan, range);
        double seconds = rest.cycle(System.nanoTime() - began, context.limits().rest());
        boolean more = range.bound().isPresent();
        int walked = more ? size.rows() : changed;
        FillTable.moved(
                own,
                plan.id(),
                new FillTable.Step(
                        range.bound(),
                        walked,
                        changed,
                        size.rows(),
                        more ? walked / Math.max(seconds, 1e-6) : 0));
        return true;
    }

    private FillEnd held(SQLException why, Watch.Seen seen) throws SQLException {
        String reason =
                "%d batches of %s in a row were given up, the last of %d rows: %s"
                        .formatted(
                                FillLimits.GIVEN_UP + 1,
                                plan.table().quoted(),
                                size.rows(),
                                why.getMessage());
        FillTable.state(context.worker(), plan.id(), Fill.State.PAUSED, reason);
        return new FillEnd.Held(reason, seen.blockers());
    }

    private Fill tell() throws SQLException {
        Fill now = FillTable.find(context.worker(), plan.id()).orElseThrow();
        context.progress().accept(now);
        return now;
    }

    private Verification.Means means() {
        return new Verification.Means(
                context.worker(), context.backend(), context.watch(), context.pace());
    }

    private static FillEnd ended(SQLException e) {
        if (SqlErrors.passing(e)) {
            return new FillEnd.Held(e.getMessage() + "; run the same command again", List.of());
        }
        return SqlErrors.lost(e) || SqlErrors.full(e)
                ? new FillEnd.CouldNot(SqlErrors.of(e))
                : new FillEnd.Failed(SqlErrors.of(e));
    }
}
