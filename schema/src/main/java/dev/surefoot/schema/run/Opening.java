package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.Header.BackfillSpec;
import dev.surefoot.schema.migration.Header.SyncSpec;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.run.target.Address;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Gets hold of a target: connects, looks whether it is fit, makes our tables, takes the lock. */
final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
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
        boolean ready = false;
        try {
            worker = target.connect();
            Opened opened = open(worker, target, set, options, progress);
            ready = opened instanceof Opened.Ready;
            return opened;
        } catch (SQLException e) {
            return new Opened.Not(unreachable(target, e));
        } finally {
            if (!ready) {
                close(worker);
            }
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
                                    watch(target, worker, lock, options),
                                    options,
                                    progress));
        };
    }

    /** Without it the lock is not kept either: nobody would give it back. */
    private static Watch watch(
            Target target, Connection worker, MigrationLock lock, RunOptions options)
            throws SQLException {
        Watch watch = null;
        try {
            watch = Watch.open(target, worker, options.limits().stallBudget());
            return watch;
        } finally {
            if (watch == null) {
                lock.close();
            }
        }
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
        Optional<String> wrong = Address.wrong(target.url());
        if (wrong.isPresent()) {
            return new Outcome.NotAllowed(wrong.get());
        }
        String why = target.shown() + ": " + e.getMessage();
        return SqlErrors.notAllowed(e)
                ? new Outcome.NotAllowed(why)
                : new Outcome.CouldNot(why + "; " + next(e));
    }

    private static String next(SQLException e) {
        // PgBouncer's word for what the driver sends to every server.
        if (String.valueOf(e.getMessage()).contains("unsupported startup parameter")) {
            return "the address leads to a pool, give the server's own address";
        }
        return SqlErrors.full(e)
                ? "make room, then run the same command again"
                : "see that the server runs and can be reached, then run the same command again";
    }

    private static void close(@Nullable Connection worker) {
        if (worker != null) {
            try {
                worker.close();
            } catch (SQLException e) {
                LOG.debug("closing the worker's connection: {}", e.getMessage());
            }
        }
    }
}
