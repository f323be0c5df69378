package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.process.Ports;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.traffic.Endpoint;
import dev.surefoot.server.traffic.HaproxyPlane;
import dev.surefoot.server.traffic.ObservedRoute;
import dev.surefoot.server.traffic.Plane;
import dev.surefoot.server.traffic.Route;
import dev.surefoot.server.traffic.Router;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An HAProxy with routes whose instances accept connections and nothing more. */
final class Ground implements AutoCloseable {
    static final Split BASELINE = Split.allTo(Slot.BLUE);
    static final Split CANARY = new Split(Slot.BLUE, new Share(500));
    static final Duration LEASE = Duration.ofSeconds(3);

    final HaproxyPlane plane;
    private final ServerSocket blue;
    private final ServerSocket green;

    Ground(Path directory) throws IOException {
        plane = new HaproxyPlane(directory);
        blue = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        green = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** A route that HAProxy knows. */
    Route route(String environment) {
        Route route = at(environment, plane.of(Ports.free(1).getFirst(), LEASE));
        plane.router(route);
        return route;
    }

    /** The same route by another socket. */
    Route by(Path socket, Route route) {
        Plane.Haproxy real = (Plane.Haproxy) route.plane();
        return at(
                route.environment(),
                new Plane.Haproxy(socket, real.maps(), real.listen(), real.lease()));
    }

    private Route at(String environment, Plane where) {
        return new Route(
                "shop",
                environment,
                where,
                Optional.empty(),
                Map.of(
                        Slot.BLUE,
                                List.of(new Endpoint("blue-0", "127.0.0.1", blue.getLocalPort())),
                        Slot.GREEN,
                                List.of(
                                        new Endpoint(
                                                "green-0", "127.0.0.1", green.getLocalPort()))));
    }

    /** What HAProxy says. */
    static Optional<ObservedRoute> observed(Router router) {
        return router.read() instanceof Router.Read.Observed(ObservedRoute route)
                ? Optional.of(route)
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        blue.close();
        green.close();
        plane.close();
    }
}
