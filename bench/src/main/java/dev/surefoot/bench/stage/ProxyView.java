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
import dev.surefoot.server.traffic.haproxy.HaproxyRouter;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Looks at the data plane itself, past the server. Only reads. Safe for all threads. */
public final class ProxyView implements AutoCloseable {
    private final Router router;
    private final Runnable end;

    private ProxyView(Router router, Runnable end) {
        this.router = router;
        this.end = end;
    }

    /** The embedded proxy of the server that keeps its data there. */
    static ProxyView embedded(Path directory, String service, String environment) {
        ProxyClient client = new ProxyClient(directory);
        Route route = route(service, environment, new Plane.Embedded("", 0));
        return new ProxyView(new EmbeddedRouter(route, client), client::close);
    }

    /** An HAProxy. */
    static ProxyView haproxy(Plane.Haproxy plane, String service, String environment) {
        return new ProxyView(new HaproxyRouter(route(service, environment, plane)), () -> {});
    }

    /** Only the names are needed for reading. */
    private static Route route(String service, String environment, Plane plane) {
        return new Route(service, environment, plane, Optional.empty(), Map.of());
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
        end.run();
    }
}
