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
import java.util.concurrent.Executor;
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

    private final SchemaStore store;
    private final Errands errands;
    private final SessionLooks looks;
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
            Function<SchemaChange, Release> releases,
            Function<SchemaChange.Subject, Duration> quietTimes) {}

    public SchemaWorker(
            SchemaStore store, SchemaWork work, Surroundings surroundings, InstantSource clock) {
        this(
                store,
                work,
                // Platform threads: interrupting a virtual one closes the socket it reads from, in
                // the middle of a statement.
                Thread.ofPlatform().daemon().name("schema-", 0)::start,
                surroundings,
                clock);
    }

    SchemaWorker(
            SchemaStore store,
            SchemaWork work,
            Executor threads,
            Surroundings surroundings,
            InstantSource clock) {
        this.store = store;
        this.errands = new Errands(work, clock, threads, this::takesAway);
        this.looks = new SessionLooks(store, work, clock, threads);
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
        List<UUID> ids = open.stream().map(SchemaChange::id).toList();
        waitingFor.keySet().retainAll(ids);
        looks.forgetBut(ids);
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
                    waitingFor.put(change.id(), stay.waitingFor() + unseen(change));
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

    private String unseen(SchemaChange change) {
        String trouble = looks.trouble(change.id());
        return trouble.isEmpty() ? "" : "; nobody could look who is at its database: " + trouble;
    }

    private SchemaSeen see(SchemaChange change) {
        Instant at = clock.instant();
        Release release = surroundings.releases().apply(change);
        return new SchemaSeen(
                at,
                release,
                errands.of(change.id()),
                quiet(change, release),
                surroundings.quietTimes().apply(change.subject()),
                errands.rested(change.id(), at));
    }

    /** Sessions are counted once what could be taken away is all that is left to do. */
    private Optional<Quiet> quiet(SchemaChange change, Release release) {
        boolean counts =
                change.state() instanceof SchemaState.Contracting
                        || (change.state() instanceof SchemaState.Settled settled
                                && settled.proof().has(Proof.Phase.CONTRACT));
        return counts && (release == Release.SERVING || release == Release.ALONE)
                ? looks.of(change)
                : Optional.empty();
    }

    /**
     * From now on something may be gone.
     *
     * @throws IllegalStateException if it must not: the change has moved on
     */
    private void takesAway(SchemaChange change) {
        SchemaChange now =
                store.open().stream()
                        .filter(each -> each.id().equals(change.id()))
                        .findFirst()
                        .orElse(change);
        if (!(now.state() instanceof SchemaState.Contracting) && !contracting(now)) {
            throw new IllegalStateException(
                    "the change is "
                            + now.state().label()
                            + " by now, or was moved meanwhile; nothing was taken away");
        }
    }

    private boolean contracting(SchemaChange settled) {
        return settled.state() instanceof SchemaState.Settled
                && store.save(
                                settled.in(
                                        new SchemaState.Contracting(
                                                clock.instant(), settled.proof().orElseThrow())),
                                "nobody but the new version was seen for the quiet time",
                                SELF)
                        .isPresent();
    }

    /** Tells all work to stop at the next step; what was done stays written down. */
    @Override
    public void close() {
        errands.haltAll();
    }
}
