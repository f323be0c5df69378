package dev.surefoot.server.schema;

import dev.surefoot.server.schema.SchemaDecision.Begin;
import dev.surefoot.server.schema.SchemaDecision.Halt;
import dev.surefoot.server.schema.SchemaDecision.Move;
import dev.surefoot.server.schema.SchemaDecision.Stay;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Moves changes: looks, decides by {@link SchemaRules}, saves, begins work. Every piece of work may
 * be begun again from the start, so a crash at any instruction only repeats one. Safe for use by
 * many threads.
 */
public final class SchemaWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaWorker.class);
    private static final String SELF = "surefoot";
    private static final int MOST_MOVES = 12;

    /** How often sessions are counted. */
    static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(10);

    private final SchemaStore store;
    private final SchemaWork work;
    private final Errands errands;
    private final Surroundings surroundings;
    private final InstantSource clock;
    private final Map<UUID, String> waitingFor = new ConcurrentHashMap<>();
    private final ReentrantLock looking = new ReentrantLock();

    /**
     * What is known elsewhere.
     *
     * @param releases how far the release of a change is
     * @param quietTimes how long it must be quiet, by a change's definition
     */
    public record Surroundings(
            Function<SchemaChange.Subject, Release> releases,
            Function<SchemaChange.Subject, Duration> quietTimes) {}

    public SchemaWorker(
            SchemaStore store, SchemaWork work, Surroundings surroundings, InstantSource clock) {
        this(
                store,
                work,
                // Platform threads: interrupting a virtual one closes the socket it reads from, in
                // the middle of a statement.
                new Errands(work, clock, Thread.ofPlatform().daemon().name("schema-", 0)::start),
                surroundings,
                clock);
    }

    SchemaWorker(
            SchemaStore store,
            SchemaWork work,
            Errands errands,
            Surroundings surroundings,
            InstantSource clock) {
        this.store = store;
        this.work = work;
        this.errands = errands;
        this.surroundings = surroundings;
        this.clock = clock;
    }

    /** Moves every open change as far as it goes now; nothing while another thread does. */
    public void look() {
        if (!looking.tryLock()) {
            return;
        }
        try {
            lookAlone();
        } finally {
            looking.unlock();
        }
    }

    private void lookAlone() {
        List<SchemaChange> open = store.open();
        for (SchemaChange change : open) {
            try {
                move(change);
            } catch (RuntimeException e) {
                waitingFor.put(change.id(), "Surefoot itself could not (" + e + ")");
                LOG.error("schema change {} was not moved", change.id(), e);
            }
        }
        waitingFor.keySet().retainAll(open.stream().map(SchemaChange::id).toList());
    }

    /** What a change waits for right now, in words. */
    public String waitingFor(UUID change) {
        return waitingFor.getOrDefault(change, "");
    }

    /** How the work on a change goes, if there is some. */
    public Optional<Errand> errand(UUID change) {
        return errands.of(change);
    }

    private void move(SchemaChange first) {
        SchemaChange change = first;
        for (int moves = 0; moves < MOST_MOVES; moves++) {
            SchemaSeen seen = see(change);
            switch (SchemaRules.next(change, seen)) {
                case Stay stay -> {
                    waitingFor.put(change.id(), stay.waitingFor());
                    return;
                }
                case Begin begin -> {
                    errands.begin(change, begin.kind(), outcome -> {});
                    waitingFor.put(change.id(), "its work to begin");
                    return;
                }
                case Halt halt -> {
                    errands.halt(change.id());
                    waitingFor.put(change.id(), "its work to stop: " + halt.why());
                    return;
                }
                case Move move -> {
                    Optional<SchemaChange> saved =
                            store.save(change.in(move.to()), move.why(), SELF);
                    if (saved.isEmpty()) {
                        return;
                    }
                    LOG.info(
                            "schema change {} of {}/{}: {} -> {}",
                            change.id(),
                            change.subject().service(),
                            change.subject().environment(),
                            change.state().label(),
                            move.to().label());
                    change = saved.get();
                    // What came of the last work has led here: it must not lead further.
                    errands.forget(change.id());
                    if (change.state().ended()) {
                        return;
                    }
                }
            }
        }
    }

    private SchemaSeen see(SchemaChange change) {
        Instant at = clock.instant();
        Release release = surroundings.releases().apply(change.subject());
        return new SchemaSeen(
                at,
                release,
                errands.of(change.id()),
                quiet(change, release, at),
                surroundings.quietTimes().apply(change.subject()),
                errands.rested(change.id(), at));
    }

    /** Sessions are counted once what could be taken away is all that is left to do. */
    private Optional<Quiet> quiet(SchemaChange change, Release release, Instant at) {
        boolean counts =
                change.state() instanceof SchemaState.Settled settled
                        && settled.proof().has(Proof.Phase.CONTRACT)
                        && (release == Release.SERVING || release == Release.ALONE);
        if (!counts) {
            return Optional.empty();
        }
        Optional<Quiet> before = store.quiet(change.id());
        if (before.isPresent() && at.isBefore(before.get().looked().plus(BETWEEN_SAMPLES))) {
            return before;
        }
        try {
            Quiet now = Quiet.after(before, at, String.join(", ", work.sessions(change)));
            store.quiet(change.id(), now);
            return Optional.of(now);
        } catch (SchemaTrouble e) {
            // Not seen is not gone: the gap grows, and with it the quiet begins anew.
            LOG.warn("sessions of schema change {}: {}", change.id(), e.getMessage());
            return before;
        }
    }

    /** Tells all work to stop at the next step; what was done stays written down. */
    @Override
    public void close() {
        errands.haltAll();
    }
}
