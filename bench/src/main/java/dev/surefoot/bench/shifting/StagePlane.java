package dev.surefoot.bench.shifting;

import dev.surefoot.server.process.Ports;
import dev.surefoot.server.traffic.EmbeddedRouter;
import dev.surefoot.server.traffic.Plane;
import dev.surefoot.server.traffic.ProxyClient;
import dev.surefoot.server.traffic.ProxyProcess;
import dev.surefoot.server.traffic.ProxyState;
import dev.surefoot.server.traffic.Route;
import dev.surefoot.server.traffic.Router;
import dev.surefoot.server.traffic.haproxy.HaproxyRouter;
import dev.surefoot.server.traffic.haproxy.Layout;
import dev.surefoot.server.traffic.haproxy.PrivateHaproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The data plane that is measured, as a process of its own. */
sealed interface StagePlane {
    /** Which one. */
    enum Kind {
        EMBEDDED,
        HAPROXY
    }

    /** How a route is named to it. */
    Plane of(int port);

    /** Starts it; {@code route} is the widest that it will have. */
    void start(Route route) throws IOException;

    Router router(Route route);

    void end();

    static StagePlane of(Kind kind, Path directory) throws IOException {
        return switch (kind) {
            case EMBEDDED -> new Embedded(directory);
            case HAPROXY -> new Haproxy(Files.createDirectories(directory));
        };
    }

    /** The embedded proxy. */
    final class Embedded implements StagePlane {
        private static final Duration PATIENCE = Duration.ofSeconds(30);

        private final ProxyClient client;
        private final ProxyProcess proxy;

        Embedded(Path directory) {
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
        }

        @Override
        public Plane of(int port) {
            return new Plane.Embedded("127.0.0.1", port);
        }

        @Override
        public void start(Route route) throws IOException {
            if (proxy.ensure() instanceof ProxyState.Down(String why)) {
                throw new IOException("the proxy did not start: " + why);
            }
        }

        @Override
        public Router router(Route route) {
            return new EmbeddedRouter(route, client);
        }

        @Override
        public void end() {
            proxy.stop(PATIENCE);
            client.close();
        }
    }

    /** The package haproxy, with the configuration that is printed. */
    final class Haproxy implements StagePlane {
        private static final Duration SILENCE = Duration.ofSeconds(30);
        private static final long PATIENCE_NANOS = 30_000_000_000L;
        private static final long BETWEEN_LOOKS_NANOS = 20_000_000L;

        private final PrivateHaproxy haproxy;

        Haproxy(Path directory) throws IOException {
            Path program =
                    PrivateHaproxy.program()
                            .orElseThrow(
                                    () -> new IOException("install the package haproxy first"));
            haproxy =
                    new PrivateHaproxy(
                            program,
                            directory,
                            new PrivateHaproxy.Settings(Ports.free(1).getFirst(), SILENCE));
        }

        @Override
        public Plane of(int port) {
            return haproxy.plane(port, Duration.ofSeconds(15));
        }

        @Override
        public void start(Route route) throws IOException {
            try {
                haproxy.run(List.of(new Layout(route, Optional.empty())));
            } catch (PrivateHaproxy.NotReady e) {
                throw new IOException(e);
            }
            long since = System.nanoTime();
            while (haproxy.up(route) < 2) {
                if (System.nanoTime() - since > PATIENCE_NANOS) {
                    throw new IOException("HAProxy does not find the backends up");
                }
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
        }

        @Override
        public Router router(Route route) {
            return new HaproxyRouter(route);
        }

        @Override
        public void end() {
            haproxy.close();
        }
    }
}
