package dev.surefoot.server.app;

import dev.surefoot.schema.run.backfill.Signal;
import dev.surefoot.server.environment.EnvironmentDefinition;
import dev.surefoot.server.environment.SchemaSettings;
import dev.surefoot.server.environment.ServiceDefinition;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionState;
import dev.surefoot.server.runtime.Running;
import dev.surefoot.server.schema.Release;
import dev.surefoot.server.schema.SchemaChange;
import dev.surefoot.server.schema.SchemaDesk;
import dev.surefoot.server.schema.SchemaState;
import dev.surefoot.server.schema.Schemas;
import dev.surefoot.server.traffic.RouteKey;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What the stores have of the releases that change databases. */
record StoredReleases(Stores stores) {

    /** How far the release of a change is. */
    Release of(SchemaChange change) {
        SchemaChange.Subject subject = change.subject();
        List<Promotion> its =
                stores.promotions().of(subject.candidate()).stream()
                        .filter(it -> it.subject().environment().equals(subject.environment()))
                        .sorted(Comparator.comparing(Promotion::id).reversed())
                        .toList();
        boolean runs =
                stores.promotions()
                        .running(subject.service(), subject.environment())
                        .filter(it -> it.subject().artifact().equals(subject.artifact()))
                        .isPresent();
        if (!begun(change) && waits(its)) {
            // Also of what runs, such as with a database elsewhere: its gates come first.
            return Release.BEFORE;
        }
        if (runs && !its.isEmpty()) {
            // Whatever becomes of another promotion of it, such as with other configuration.
            return completed(subject);
        }
        return its.stream()
                .filter(it -> underWay(it.state()))
                .findFirst()
                .or(() -> its.stream().findFirst())
                .map(it -> release(it, subject))
                .orElse(Release.BEFORE);
    }

    /** Whether one is asked for and none is past its gates. */
    private static boolean waits(List<Promotion> its) {
        return its.stream().map(Promotion::state).anyMatch(it -> !it.ended() && !admitted(it))
                && its.stream().map(Promotion::state).noneMatch(it -> !it.ended() && admitted(it));
    }

    private static boolean admitted(PromotionState state) {
        return underWay(state) && !(state instanceof PromotionState.Preparing);
    }

    private static boolean begun(SchemaChange change) {
        return !(change.state() instanceof SchemaState.Proving
                || change.state() instanceof SchemaState.Proven);
    }

    /** Past its gates, and not at its end. */
    private static boolean underWay(PromotionState state) {
        return switch (state) {
            case PromotionState.Requested s -> false;
            case PromotionState.Gated s -> false;
            case PromotionState.Preparing s -> true;
            case PromotionState.Expanding s -> true;
            case PromotionState.Exposing s -> true;
            case PromotionState.Judging s -> true;
            case PromotionState.Watching s -> true;
            case PromotionState.Baking s -> true;
            case PromotionState.Frozen s -> true;
            case PromotionState.RollingBack s -> true;
            case PromotionState.Completed s -> false;
            case PromotionState.RolledBack s -> false;
            case PromotionState.Failed s -> false;
            case PromotionState.Superseded s -> false;
        };
    }

    private Release release(Promotion promotion, SchemaChange.Subject subject) {
        return switch (promotion.state()) {
            case PromotionState.Requested s -> Release.BEFORE;
            case PromotionState.Gated s -> Release.BEFORE;
            case PromotionState.Preparing s -> Release.BEFORE;
            case PromotionState.Expanding s ->
                    s.failure().isPresent() ? Release.GONE : Release.STARTING;
            case PromotionState.Exposing s -> Release.LIVE;
            case PromotionState.Judging s -> Release.LIVE;
            case PromotionState.Watching s -> Release.LIVE;
            case PromotionState.Baking s -> Release.LIVE;
            case PromotionState.Frozen s -> Release.LIVE;
            case PromotionState.Completed s -> completed(subject);
            case PromotionState.RollingBack s -> Release.GONE;
            case PromotionState.RolledBack s -> Release.GONE;
            case PromotionState.Failed s -> Release.GONE;
            case PromotionState.Superseded s -> Release.GONE;
        };
    }

    private Release completed(SchemaChange.Subject subject) {
        Optional<Promotion> running =
                stores.promotions().running(subject.service(), subject.environment());
        if (running.filter(it -> it.subject().artifact().equals(subject.artifact())).isEmpty()) {
            return Release.OVERTAKEN;
        }
        List<Running> there =
                stores.promotions().running().stream()
                        .filter(it -> it.place().service().equals(subject.service()))
                        .filter(it -> it.place().environment().equals(subject.environment()))
                        .toList();
        boolean alone =
                there.stream()
                                .allMatch(
                                        it ->
                                                it.version()
                                                        .digest()
                                                        .equals(subject.artifact().toString()))
                        && noProcessOfAnother(subject)
                        && stores.promotions()
                                .lane(subject.service(), subject.environment())
                                .isEmpty();
        return alone ? Release.ALONE : Release.SERVING;
    }

    /** Also one that should have ended, and was not seen to. */
    private boolean noProcessOfAnother(SchemaChange.Subject subject) {
        return stores.instances().occupied().stream()
                .filter(place -> place.service().equals(subject.service()))
                .filter(place -> place.environment().equals(subject.environment()))
                .flatMap(place -> stores.instances().newest(place).stream())
                .filter(launch -> launch.ending().isEmpty())
                .allMatch(
                        launch -> launch.version().digest().equals(subject.artifact().toString()));
    }

    /** What a candidate brings. */
    Optional<SchemaDesk.Bundled> bundled(UUID candidate) {
        return stores.candidates()
                .find(candidate)
                .map(it -> new SchemaDesk.Bundled(it.artifact(), it.schema()));
    }

    /** What runs in a place now, with what it brought for its database. */
    Optional<SchemaChange.Baseline> running(String service, String environment) {
        return stores.promotions()
                .running(service, environment)
                .map(Promotion::subject)
                .map(
                        it ->
                                new SchemaChange.Baseline(
                                        it.candidate(),
                                        it.artifact(),
                                        bundled(it.candidate())
                                                .flatMap(SchemaDesk.Bundled::bundle)));
    }

    /** Whether a place has a database. */
    boolean hasDatabase(Schemas.Wish wish) {
        return environment(wish.service(), wish.serviceVersion(), wish.environment())
                .flatMap(EnvironmentDefinition::database)
                .isPresent();
    }

    /** How a change's database is changed, and the name of the variable with its address. */
    Optional<Place> place(SchemaChange.Subject subject) {
        Optional<ServiceDefinition> service =
                stores.services().service(subject.service(), subject.serviceVersion());
        return service.flatMap(
                definition ->
                        definition
                                .environment(subject.environment())
                                .flatMap(EnvironmentDefinition::database)
                                .map(variable -> new Place(definition.schema(), variable)));
    }

    /** What a backfill gives way to: the promise that its environment's users were given. */
    Function<SchemaChange.Subject, List<Signal>> promises(InstantSource clock) {
        return subject ->
                environment(subject.service(), subject.serviceVersion(), subject.environment())
                        .flatMap(EnvironmentDefinition::slo)
                        .<Signal>map(
                                slo ->
                                        new ServicePromise(
                                                stores.traffic(),
                                                new RouteKey(
                                                        subject.service(), subject.environment()),
                                                slo.availability(),
                                                clock))
                        .stream()
                        .toList();
    }

    /**
     * A database, by a definition.
     *
     * @param variable of the server's environment that holds its address
     */
    record Place(SchemaSettings settings, String variable) {}

    private Optional<EnvironmentDefinition> environment(
            String service, long version, String environment) {
        return stores.services()
                .service(service, version)
                .flatMap(definition -> definition.environment(environment));
    }
}
