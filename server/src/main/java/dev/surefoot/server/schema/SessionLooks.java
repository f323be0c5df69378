package dev.surefoot.server.schema;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks who is at the databases of changes, each in a thread of its own, so that one that does not
 * answer delays no other. Safe for use by many threads.
 */
final class SessionLooks {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLooks.class);

    /** How often sessions are counted. */
    static final Duration BETWEEN = Duration.ofSeconds(10);

    private final SchemaStore store;
    private final SchemaWork work;
    private final InstantSource clock;
    private final Executor threads;
    private final Map<UUID, Last> lasts = new ConcurrentHashMap<>();

    /**
     * The last look at a change's database.
     *
     * @param trouble why it gave nothing; empty if it did, or goes on
     */
    private record Last(Instant begun, boolean over, String trouble) {}

    SessionLooks(SchemaStore store, SchemaWork work, InstantSource clock, Executor threads) {
        this.store = store;
        this.work = work;
        this.clock = clock;
        this.threads = threads;
    }

    /** What looks have given so far; begins another one if it is time. */
    Optional<Quiet> of(SchemaChange change) {
        Instant at = clock.instant();
        var begins = new AtomicBoolean();
        lasts.compute(
                change.id(),
                (id, last) -> {
                    begins.set(last == null || due(last, at));
                    return begins.get() ? new Last(at, false, trouble(last)) : last;
                });
        if (begins.get()) {
            threads.execute(() -> look(change));
        }
        return store.quiet(change.id());
    }

    private static boolean due(Last last, Instant at) {
        return last.over() && !at.isBefore(last.begun().plus(BETWEEN));
    }

    /** Why nobody could look the last time; empty if somebody could. */
    String trouble(UUID change) {
        return trouble(lasts.get(change));
    }

    private static String trouble(@Nullable Last last) {
        return last == null ? "" : last.trouble();
    }

    /** Forgets changes that need no look any more. */
    void forgetBut(Collection<UUID> open) {
        lasts.keySet().retainAll(open);
    }

    private void look(SchemaChange change) {
        String trouble = "";
        try {
            String others = String.join(", ", work.sessions(change));
            store.quiet(
                    change.id(), Quiet.after(store.quiet(change.id()), clock.instant(), others));
        } catch (SchemaTrouble | RuntimeException e) {
            // Not seen is not gone: the gap grows, and with it the quiet begins anew.
            LOG.warn("sessions of schema change {}: {}", change.id(), e.getMessage());
            trouble = String.valueOf(e.getMessage());
        }
        String why = trouble;
        lasts.computeIfPresent(change.id(), (id, last) -> new Last(last.begun(), true, why));
    }
}
