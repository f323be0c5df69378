package dev.surefoot.bench.shifting;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.traffic.CounterSnapshot;
import dev.surefoot.server.traffic.EmbeddedRouter;
import dev.surefoot.server.traffic.Endpoint;
import dev.surefoot.server.traffic.Plane;
import dev.surefoot.server.traffic.ProxyClient;
import dev.surefoot.server.traffic.ProxyProcess;
import dev.surefoot.server.traffic.ProxyState;
import dev.surefoot.server.traffic.Route;
import dev.surefoot.server.traffic.Router;
import dev.surefoot.server.traffic.Token;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A proxy process and two backends behind it, blue the good one. As the server does, going back
 * takes the bad slot's endpoints away, too. Not safe for several threads.
 */
final class RouterStage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LOOPBACK = "127.0.0.1";

    private final TinyBackend good = TinyBackend.start("good");
    private final TinyBackend bad = TinyBackend.start("bad");
    private final int port = freePort();
    private final ProxyClient client;
    private final ProxyProcess proxy;
    private final Router both;
    private final Router onlyGood;
    private final Thread onInterrupt = new Thread(this::end, "proxy-end");
    private long token;

    private RouterStage(Path directory) throws IOException {
        client = new ProxyClient(directory);
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        // Else it logs several lines a request, and that is what is measured.
                        "-Dlogback.configurationFile=bench-logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.surefoot.proxy.Main");
        proxy = new ProxyProcess(directory, command, PATIENCE, client);
        both = router(Map.of(Slot.BLUE, endpoint(good), Slot.GREEN, endpoint(bad)));
        onlyGood = router(Map.of(Slot.BLUE, endpoint(good)));
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    static RouterStage start(Path directory) throws IOException {
        RouterStage stage = new RouterStage(directory);
        if (stage.proxy.ensure() instanceof ProxyState.Down(String why)) {
            stage.close();
            throw new IOException("the proxy did not start: " + why);
        }
        stage.goBack();
        return stage;
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

    private Router router(Map<Slot, List<Endpoint>> slots) {
        return new EmbeddedRouter(
                new Route(
                        "bench",
                        "shifting",
                        new Plane.Embedded(LOOPBACK, port),
                        Optional.empty(),
                        slots),
                client);
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
        proxy.stop(PATIENCE);
        client.close();
    }
}
