package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.Header.BackfillSpec;
import dev.surefoot.schema.migration.Header.SyncSpec;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.run.target.LockRow;
import dev.surefoot.schema.run.target.MigrationLock;
import dev.surefoot.schema.run.target.OwnTables;
import dev.surefoot.schema.run.target.Preflight;
import dev.surefoot.schema.run.target.Sessions;
import dev.surefoot.schema.run.target.Sql;
import dev.surefoot.schema.run.target.SqlErrors;
import dev.surefoot.schema.run.target.Target;
import dev.surefoot.schema.run.target.Watch;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Gets hold of a target: connects, looks whether it is fit, makes our tables, takes the lock. */
final class Opening {
    private static final Duration ASK_EVERY = Duration.ofMillis(250);

    private Opening() {}

    /** A session, or why there is none. */
    sealed interface Opened {
        record Ready(RunSession session) implements Opened {}

        record Not(Outcome outcome) implements Opened {}
    }

    static Opened open(Target target, MigrationSet set, RunOptions options, Progress progress)
            throws InterruptedException {
        Connection worker = null;
        try {
            worker = target.connect();
            Opened opened = open(worker, target, set, options, progress);
            if (opened instanceof Opened.Not) {
                worker.close();
            }
            return opened;
        } catch (SQLException e) {
            close(worker, e);
            return new Opened.Not(unreachable(target, e));
        }
    }

    private static Opened open(
            Connection worker,
            Target target,
            MigrationSet set,
            RunOptions options,
            Progress progress)
            throws SQLException, InterruptedException {
        Preflight preflight = preflight(worker, target, set, options);
        switch (preflight.standing()) {
            case READY -> {}
            case NOT_ALLOWED -> {
                return new Opened.Not(new Outcome.NotAllowed(preflight.reason()));
            }
            case UNFIT -> {
                return new Opened.Not(new Outcome.Refused("TARGET", preflight.reason()));
            }
        }
        if (OwnTables.make(worker) == OwnTables.Presence.NEWER) {
            return new Opened.Not(newer());
        }
        return switch (lock(worker, target, options)) {
            case MigrationLock.Attempt.Busy(LockRow row) ->
                    new Opened.Not(new Outcome.Held(busy(row), List.of()));
            case MigrationLock.Attempt.Taken(MigrationLock lock) ->
                    new Opened.Ready(
                            new RunSession(
                                    target,
                                    worker,
                                    Sessions.backend(worker).pid(),
                                    lock,
                                    Watch.open(target, options.limits().stallBudget()),
                                    options,
                                    progress));
        };
    }

    static Preflight preflight(
            Connection worker, Target target, MigrationSet set, RunOptions options)
            throws SQLException {
        return Preflight.look(
                worker,
                target,
                new Preflight.Expected(
                        options.server().major(),
                        schemas(worker, set),
                        options.server().applicationRoles()));
    }

    static Outcome newer() {
        return new Outcome.Refused(
                "TARGET", "the schema surefoot_schema was made by a newer Surefoot; use that one");
    }

    /** The search path's first schema, and those that headers name. */
    private static Set<String> schemas(Connection worker, MigrationSet set) throws SQLException {
        Set<String> all = new TreeSet<>();
        Sql.first(worker, "select coalesce(current_schema(), 'public')", row -> row.getString(1))
                .ifPresent(all::add);
        for (MigrationFile file : set.files()) {
            file.header().backfills().stream()
                    .map(BackfillSpec::table)
                    .forEach(table -> add(all, table));
            file.header().syncs().stream().map(SyncSpec::table).forEach(table -> add(all, table));
        }
        return all;
    }

    private static void add(Set<String> schemas, String table) {
        int dot = table.indexOf('.');
        if (dot > 0) {
            schemas.add(table.substring(0, dot));
        }
    }

    private static MigrationLock.Attempt lock(Connection worker, Target target, RunOptions options)
            throws SQLException, InterruptedException {
        Duration waited = Duration.ZERO;
        while (true) {
            MigrationLock.Attempt attempt = MigrationLock.take(target, worker, options.holder());
            if (attempt instanceof MigrationLock.Attempt.Taken
                    || waited.compareTo(options.limits().lockWait()) >= 0) {
                return attempt;
            }
            options.pace().sleeper().sleep(ASK_EVERY);
            waited = waited.plus(ASK_EVERY);
        }
    }

    static String busy(LockRow row) {
        String holder = row.holder().orElse("nobody");
        String pid = row.backend().map(b -> Integer.toString(b.pid())).orElse("unknown");
        return switch (row.chance()) {
            case FREE -> "another runner was faster to take the migration lock; run it again";
            case HELD ->
                    "the migration lock is held by %s (pid %s); wait until it is done"
                            .formatted(holder, pid);
            case LINGERING ->
                    ("the migration lock's time is over, but the last statement of %s still runs"
                                    + " (pid %s); wait, or end it with pg_terminate_backend(%s)")
                            .formatted(holder, pid, pid);
        };
    }

    static Outcome unreachable(Target target, SQLException e) {
        String why = target.shown() + ": " + e.getMessage();
        return SqlErrors.notAllowed(e) ? new Outcome.NotAllowed(why) : new Outcome.CouldNot(why);
    }

    private static void close(@Nullable Connection worker, SQLException why) {
        if (worker != null) {
            try {
                worker.close();
            } catch (SQLException e) {
                why.addSuppressed(e);
            }
        }
    }
}
