package dev.surefoot.server.schema;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.time.Ids;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Takes wishes about databases, and says how they stand. Safe for use by many threads. */
public final class SchemaDesk implements Schemas {
    private static final String SELF = "surefoot";

    /** What refused it may be mended by the time of the next release. */
    private static final Duration REFUSAL_HOLDS = Duration.ofMinutes(1);

    private final SchemaStore store;
    private final Sources sources;
    private final InstantSource clock;

    /**
     * What is known elsewhere.
     *
     * @param bundles what a candidate brings
     * @param databases whether a place has a database, by the version of a service's definition
     * @param running what runs in a place now: service, then environment
     */
    public record Sources(
            Function<UUID, Optional<Bundled>> bundles,
            Function<Wish, Boolean> databases,
            BiFunction<String, String, Optional<SchemaChange.Baseline>> running) {}

    /** A candidate's artifact and its bundle. */
    public record Bundled(Digest artifact, Optional<Digest> bundle) {}

    public SchemaDesk(SchemaStore store, Sources sources, InstantSource clock) {
        this.store = store;
        this.sources = sources;
        this.clock = clock;
    }

    @Override
    public void want(Wish wish) {
        Optional<Bundled> bundled = sources.bundles().apply(wish.candidate());
        Optional<Digest> bundle = bundled.flatMap(Bundled::bundle);
        if (bundle.isEmpty() || !sources.databases().apply(wish)) {
            return;
        }
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SchemaChange.Subject subject =
                new SchemaChange.Subject(
                        wish.service(),
                        wish.environment(),
                        wish.candidate(),
                        bundled.orElseThrow().artifact(),
                        bundle.get(),
                        sources.running().apply(wish.service(), wish.environment()),
                        wish.serviceVersion(),
                        at);
        Optional<SchemaChange> known = newest(wish);
        if (known.isPresent() && !known.get().state().ended()) {
            outdated(known.get(), subject)
                    .ifPresent(
                            why ->
                                    store.save(
                                            new SchemaChange(
                                                    known.get().id(),
                                                    subject,
                                                    new SchemaState.Proving(at),
                                                    known.get().version()),
                                            why,
                                            SELF));
            return;
        }
        if (known.isPresent()
                && known.get().state() instanceof SchemaState.Refused refused
                && refused.proof().isEmpty()
                && same(known.get().subject(), subject)
                && at.isBefore(refused.since().plus(REFUSAL_HOLDS))) {
            return;
        }
        store.add(
                new SchemaChange(Ids.newId(at), subject, new SchemaState.Proving(at), 1),
                "its release is at the gates",
                SELF);
    }

    /** Why what was proven says nothing of how it is now; empty while it does. */
    private Optional<String> outdated(SchemaChange known, SchemaChange.Subject now) {
        if (!(known.state() instanceof SchemaState.Proven proven)) {
            return Optional.empty();
        }
        if (!same(known.subject(), now)) {
            return Optional.of("another version runs there now, or the definition changed");
        }
        return store.ranSince(known, proven.proof().at())
                ? Optional.of("another candidate has changed the database since it was proven")
                : Optional.empty();
    }

    private static boolean same(SchemaChange.Subject one, SchemaChange.Subject other) {
        return one.bundle().equals(other.bundle())
                && one.baseline().equals(other.baseline())
                && one.serviceVersion() == other.serviceVersion();
    }

    @Override
    public Ready ready(Wish wish) {
        Optional<Bundled> bundled = sources.bundles().apply(wish.candidate());
        if (bundled.flatMap(Bundled::bundle).isEmpty() || !sources.databases().apply(wish)) {
            return new Ready.Yes(Optional.empty());
        }
        Optional<SchemaChange> known = newest(wish);
        if (known.isEmpty()) {
            return new Ready.Waits("its schema change to be proven");
        }
        SchemaState state = known.get().state();
        if (state.expanded()) {
            return new Ready.Yes(expandedAt(known.get()));
        }
        return switch (state) {
            case SchemaState.Refused refused -> new Ready.No("schema: " + refused.why());
            case SchemaState.Left left -> new Ready.No("schema: " + left.why());
            case SchemaState.Proving s -> new Ready.Waits("schema: the trial on a shadow");
            case SchemaState.Proven s -> new Ready.Waits("schema: expand is about to begin");
            case SchemaState.Expanding s -> new Ready.Waits("schema: expand is under way");
            case SchemaState.Expanded s -> new Ready.Yes(Optional.of(s.since()));
            case SchemaState.Backfilling s -> new Ready.Yes(expandedAt(known.get()));
            case SchemaState.Settled s -> new Ready.Yes(expandedAt(known.get()));
            case SchemaState.Contracting s -> new Ready.Yes(expandedAt(known.get()));
            case SchemaState.Complete s -> new Ready.Yes(expandedAt(known.get()));
        };
    }

    /** How a candidate's change stands in a place. */
    public Optional<SchemaChange> newest(Wish wish) {
        return store.newest(wish.service(), wish.environment(), wish.candidate());
    }

    /** Which versions are out of reach in a place; empty while none is. */
    public Optional<PointOfNoReturn> floor(String service, String environment) {
        return PointOfNoReturn.of(store.contracted(service, environment));
    }

    /** Whether a candidate brings something for a database, and the place has none. */
    boolean homeless(Wish wish) {
        return sources.bundles().apply(wish.candidate()).flatMap(Bundled::bundle).isPresent()
                && !sources.databases().apply(wish);
    }

    /** Whether candidates have changed the database of a place. */
    boolean changed(String service, String environment) {
        return !store.begun(service, environment).isEmpty();
    }

    /** What a candidate brings. */
    Optional<Bundled> bundled(UUID candidate) {
        return sources.bundles().apply(candidate);
    }

    private Optional<Instant> expandedAt(SchemaChange change) {
        return store.events(change.id()).stream()
                .filter(event -> event.state().equals("EXPANDED"))
                .map(SchemaStore.Event::at)
                .findFirst();
    }
}
