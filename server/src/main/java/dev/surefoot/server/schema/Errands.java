package dev.surefoot.server.schema;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The work under way, one piece a change, each in a thread of its own. Kept in memory alone: after
 * a crash the work begins again, and goes on where the database's own journal says. Safe for use by
 * many threads.
 */
final class Errands {
    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);

    /** How long work that was held or broke is left alone the first time. */
    static final Duration PAUSE = Duration.ofSeconds(15);

    private static final Duration MOST_WHILE_PEOPLE_WAIT = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofMinutes(10);

    private final SchemaWork work;
    private final InstantSource clock;
    private final Executor threads;
    private final Consumer<SchemaChange> takesAway;
    private final Map<UUID, Going> all = new ConcurrentHashMap<>();

    /**
     * @param takesAway told, in the work's thread, before a change's contract takes anything away
     */
    Errands(
            SchemaWork work,
            InstantSource clock,
            Executor threads,
            Consumer<SchemaChange> takesAway) {
        this.work = work;
        this.clock = clock;
        this.threads = threads;
        this.takesAway = takesAway;
    }

    /**
     * @param tries how often the same was tried without getting to its end, this one included
     * @param endedAt when it ended; null while it runs
     */
    private record Going(
            int tries,
            AtomicReference<Errand> now,
            AtomicBoolean stop,
            AtomicReference<@Nullable Instant> endedAt) {}

    /** How the work on a change goes, if there is some. */
    Optional<Errand> of(UUID change) {
        return Optional.ofNullable(all.get(change)).map(going -> going.now().get());
    }

    /** Whether work that ended has rested long enough to be tried again. */
    boolean rested(UUID change, Instant at) {
        Going going = all.get(change);
        if (going == null) {
            return false;
        }
        Instant ended = going.endedAt().get();
        return ended != null && !at.isBefore(ended.plus(pause(going)));
    }

    /** Twice as long after each try, so that what is held for days costs little. */
    private static Duration pause(Going going) {
        Duration most =
                switch (going.now().get().kind()) {
                    case PROVE, EXPAND -> MOST_WHILE_PEOPLE_WAIT;
                    case BACKFILL, CONTRACT -> MOST;
                };
        Duration pause = PAUSE.multipliedBy(1L << Math.min(going.tries() - 1, 10));
        return pause.compareTo(most) > 0 ? most : pause;
    }

    /**
     * Begins work, unless some is under way on this change.
     *
     * @param after called when it is over, in its thread
     */
    void begin(SchemaChange change, Errand.Kind kind, Consumer<Errand.Outcome> after) {
        AtomicBoolean fresh = new AtomicBoolean();
        Going going =
                all.compute(
                        change.id(),
                        (id, before) -> {
                            boolean busy =
                                    before != null && before.now().get() instanceof Errand.Running;
                            fresh.set(!busy);
                            return busy ? before : going(kind, before);
                        });
        if (fresh.get()) {
            threads.execute(() -> run(change, kind, going, after));
        }
    }

    private static Going going(Errand.Kind kind, @Nullable Going before) {
        int tries = before != null && before.now().get().kind() == kind ? before.tries() : 0;
        return new Going(
                tries + 1,
                new AtomicReference<>(new Errand.Running(kind, Errand.Progress.BEGUN)),
                new AtomicBoolean(),
                new AtomicReference<>());
    }

    /** Tells the work on a change to stop at the next step. */
    void halt(UUID change) {
        Going going = all.get(change);
        if (going != null) {
            going.stop().set(true);
        }
    }

    /** Forgets the work on a change that needs none any more. */
    void forget(UUID change) {
        all.remove(change);
    }

    /** Tells all work to stop at the next step. */
    void haltAll() {
        all.values().forEach(going -> going.stop().set(true));
    }

    private void run(
            SchemaChange change, Errand.Kind kind, Going going, Consumer<Errand.Outcome> after) {
        SchemaWork.Watch watch =
                new SchemaWork.Watch(
                        progress -> going.now().set(new Errand.Running(kind, progress)),
                        going.stop()::get,
                        () -> takesAway.accept(change));
        Errand.Outcome outcome;
        try {
            outcome =
                    switch (kind) {
                        case PROVE -> work.prove(change, watch);
                        case EXPAND -> work.expand(change, watch);
                        case BACKFILL -> work.backfill(change, watch);
                        case CONTRACT -> work.contract(change, watch);
                    };
        } catch (RuntimeException | Error e) {
            // Also after an error: what stays "running" here would never be told to stop.
            LOG.error("{} of schema change {} broke", kind, change.id(), e);
            outcome = new Errand.Outcome.Broken(e + "; the server's log says more");
        }
        going.endedAt().set(clock.instant());
        going.now().set(new Errand.Ended(kind, outcome));
        after.accept(outcome);
    }
}
