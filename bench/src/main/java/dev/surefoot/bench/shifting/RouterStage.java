package dev.surefoot.bench.shifting;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.traffic.Cohort;
import dev.surefoot.server.traffic.CounterSnapshot;
import dev.surefoot.server.traffic.Endpoint;
import dev.surefoot.server.traffic.Route;
import dev.surefoot.server.traffic.Router;
import dev.surefoot.server.traffic.Token;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A proxy process and two backends behind it, blue the good one. As the server does, going back
 * takes the bad slot's endpoints away, too. Not safe for several threads.
 */
final class RouterStage implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final TinyBackend good = TinyBackend.start("good");
    private final TinyBackend bad = TinyBackend.start("bad");
    private final int port = freePort();
    private final StagePlane plane;
    private final Optional<Cohort> cohort;
    private final Router both;
    private final Router onlyGood;
    private final Thread onInterrupt = new Thread(this::end, "proxy-end");
    private long token;

    private RouterStage(StagePlane plane, Optional<Cohort> cohort) throws IOException {
        this.plane = plane;
        this.cohort = cohort;
        Route widest = route(Map.of(Slot.BLUE, endpoint(good), Slot.GREEN, endpoint(bad)));
        both = plane.router(widest);
        onlyGood = plane.router(route(Map.of(Slot.BLUE, endpoint(good))));
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    static RouterStage start(StagePlane.Kind kind, Path directory, Optional<Cohort> cohort)
            throws IOException {
        RouterStage stage = new RouterStage(StagePlane.of(kind, directory), cohort);
        try {
            stage.plane.start(
                    stage.route(
                            Map.of(
                                    Slot.BLUE,
                                    endpoint(stage.good),
                                    Slot.GREEN,
                                    endpoint(stage.bad))));
            stage.goBack();
            return stage;
        } catch (IOException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    /** Where clients connect. */
    int port() {
        return port;
    }

    TinyBackend bad() {
        return bad;
    }

    /** Gives the bad version a share; {@link Share#ALL} as a completed promotion does. */
    void expose(Share share) {
        demand(
                both,
                share.equals(Share.ALL) ? Split.allTo(Slot.GREEN) : new Split(Slot.BLUE, share));
    }

    /** Takes all new requests away from the bad version. */
    void goBack() {
        demand(onlyGood, Split.allTo(Slot.BLUE));
    }

    /** Requests that the proxy has begun on the bad version, by its own count. */
    long begunOnBad() {
        if (both.counters() instanceof Router.Counters.Counted(CounterSnapshot snapshot)) {
            return snapshot.started(Slot.GREEN);
        }
        throw new IllegalStateException("the proxy does not say what it has counted");
    }

    private void demand(Router router, Split split) {
        token++;
        Router.Apply answer = router.apply(split, new Token(token));
        if (!(answer instanceof Router.Apply.Applied)) {
            throw new IllegalStateException("the proxy did not take " + split + ": " + answer);
        }
    }

    private Route route(Map<Slot, List<Endpoint>> slots) {
        return new Route("bench", "shifting", plane.of(port), cohort, slots);
    }

    private static List<Endpoint> endpoint(TinyBackend backend) {
        return List.of(new Endpoint("only", LOOPBACK, backend.port()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Ends proxy and backends. */
    @Override
    public void close() throws IOException {
        end();
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
        good.close();
        bad.close();
    }

    private void end() {
        plane.end();
    }
}
