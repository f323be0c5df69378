package dev.surefoot.server.app;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.api.SchemaRoutes;
import dev.surefoot.server.api.SchemaViews;
import dev.surefoot.server.artifact.ArtifactFiles;
import dev.surefoot.server.schema.Bundles;
import dev.surefoot.server.schema.SchemaDesk;
import dev.surefoot.server.schema.SchemaLibrary;
import dev.surefoot.server.schema.SchemaTarget;
import dev.surefoot.server.schema.SchemaWorker;
import dev.surefoot.server.web.SchemaLooks;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How the changes of services' databases hang together. */
final class SchemaWiring implements AutoCloseable {
    /** Of a service that names no database any more, while a change of it is under way. */
    private static final Duration QUIET_TIME = Duration.ofHours(24);

    private final Stores stores;
    private final Bundles bundles;
    private final Function<String, Optional<String>> environment;
    private final SchemaDesk desk;
    private final SchemaWorker worker;

    /**
     * Constructs everything; starts nothing.
     *
     * @param environment the server's variables, where the addresses of databases are
     */
    SchemaWiring(
            Stores stores,
            ArtifactFiles files,
            Function<String, Optional<String>> environment,
            InstantSource clock) {
        this.stores = stores;
        this.environment = environment;
        bundles = new Bundles(files);
        StoredReleases releases = new StoredReleases(stores);
        desk =
                new SchemaDesk(
                        stores.schemas(),
                        new SchemaDesk.Sources(
                                releases::bundled, releases::hasDatabase, releases::running),
                        clock);
        worker =
                new SchemaWorker(
                        stores.schemas(),
                        new SchemaLibrary(
                                stores.schemas(),
                                bundles,
                                subject -> releases.place(subject).map(this::target),
                                releases.promises(clock),
                                clock),
                        new SchemaWorker.Surroundings(
                                releases::of,
                                subject ->
                                        releases.place(subject)
                                                .map(place -> place.settings().quietTime())
                                                .orElse(QUIET_TIME)),
                        clock);
    }

    /** What a release asks of its database, and is told about it. */
    SchemaDesk desk() {
        return desk;
    }

    /** Moves every change that can move. */
    void look() {
        worker.look();
    }

    SchemaViews views() {
        return new SchemaViews(stores.schemas(), desk, worker);
    }

    SchemaRoutes routes() {
        return new SchemaRoutes(stores.services(), stores.schemas(), views());
    }

    SchemaLooks looks() {
        return new SchemaLooks(
                new SchemaLooks.Parts(
                        stores.schemas(),
                        stores.promotions(),
                        desk::floor,
                        worker::waitingFor,
                        worker::errand));
    }

    /** What is wrong with a bundle that a candidate of a service brings, if something is. */
    Optional<String> problem(String service, Digest bundle) {
        Map<String, String> placeholders =
                stores.services()
                        .newest(service)
                        .map(version -> version.definition().schema().placeholders())
                        .orElse(Map.of());
        return bundles.problem(bundle, placeholders);
    }

    @Override
    public void close() {
        worker.close();
    }

    /** Where a database is, by the server's environment of now. */
    private SchemaTarget target(StoredReleases.Place place) {
        return new SchemaTarget(
                place.variable(),
                environment.apply(place.variable()),
                place.settings().searchPath(),
                place.settings().placeholders(),
                place.settings().role());
    }
}
