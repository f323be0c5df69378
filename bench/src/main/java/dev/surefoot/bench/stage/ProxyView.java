package dev.surefoot.bench.stage;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.traffic.CounterSnapshot;
import dev.surefoot.server.traffic.EmbeddedRouter;
import dev.surefoot.server.traffic.InstanceCounts;
import dev.surefoot.server.traffic.ObservedRoute;
import dev.surefoot.server.traffic.Plane;
import dev.surefoot.server.traffic.ProxyClient;
import dev.surefoot.server.traffic.Route;
import dev.surefoot.server.traffic.Router;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Looks at the data plane itself, past the server. Only reads. Safe for all threads. */
public final class ProxyView implements AutoCloseable {
    private final ProxyClient client;
    private final Router router;

    ProxyView(Path directory, String service, String environment) {
        client = new ProxyClient(directory);
        // Only the names are needed for reading.
        router =
                new EmbeddedRouter(
                        new Route(
                                service,
                                environment,
                                new Plane.Embedded("", 0),
                                Optional.empty(),
                                Map.of()),
                        client);
    }

    /** One slot's totals since the proxy began. */
    public record Count(long started, long requests, long errors) {
        /** What came since {@code earlier}. */
        public Count since(Count earlier) {
            return new Count(
                    started - earlier.started,
                    requests - earlier.requests,
                    errors - earlier.errors);
        }
    }

    /** How traffic is divided. */
    public ObservedRoute route() {
        if (router.read() instanceof Router.Read.Observed(ObservedRoute route)) {
            return route;
        }
        throw new IllegalStateException("the proxy does not say how traffic is divided");
    }

    /** What a slot was given. */
    public Count count(Slot slot) {
        if (!(router.counters() instanceof Router.Counters.Counted(CounterSnapshot snapshot))) {
            throw new IllegalStateException("the proxy does not say what it has counted");
        }
        long errors =
                snapshot.slots().getOrDefault(slot, Map.of()).values().stream()
                        .mapToLong(InstanceCounts::errors)
                        .sum();
        return new Count(snapshot.started(slot), snapshot.requests(slot), errors);
    }

    @Override
    public void close() {
        client.close();
    }
}
