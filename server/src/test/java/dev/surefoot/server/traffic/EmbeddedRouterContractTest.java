package dev.surefoot.server.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.LatencyBounds;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The embedded proxy, as its own process. */
class EmbeddedRouterContractTest extends LeaseContract {
    @Override
    DataPlane open(Path directory) {
        RealProxy proxy = new RealProxy(directory);
        proxy.start();
        return proxy;
    }

    @Test
    @Requirement("LATENCY-1")
    void every_window_under_load_has_a_duration_for_each_request() {
        Router router = router(Optional.empty());
        apply(router, canary(5_000), 1);
        CounterReader reader = reader(router);

        try (Load load = Load.on(port)) {
            for (int i = 0; i < 200; i++) {
                if (reader.next(router.counters(), Instant.now())
                        instanceof Reading.Fresh(Deltas.Window window)) {
                    assertThat(window.increments())
                            .allSatisfy(
                                    each ->
                                            assertThat(
                                                            each.buckets().stream()
                                                                    .mapToLong(c -> c)
                                                                    .sum())
                                                    .isEqualTo(each.requests()));
                }
            }
            load.awaitMore(1);
        }
    }

    @Test
    @Requirement("LATENCY-2")
    void the_bounds_that_definitions_are_checked_against_are_the_proxys() {
        Router router = router(Optional.empty());
        apply(router, BASELINE, 1);

        assertThat(router.counters())
                .isInstanceOfSatisfying(
                        Router.Counters.Counted.class,
                        it ->
                                assertThat(it.snapshot().bucketBoundsMs())
                                        .isEqualTo(LatencyBounds.EMBEDDED_MS));
    }

    /** A proxy process and its client. */
    static final class RealProxy implements DataPlane {
        private final ProxyClient client;
        final ProxyProcess process;

        RealProxy(Path directory) {
            client = new ProxyClient(directory);
            process = new ProxyProcess(directory, command(), Duration.ofSeconds(30), client);
        }

        static List<String> command() {
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty(
                            "surefire.test.class.path", System.getProperty("java.class.path")),
                    "dev.surefoot.proxy.Main");
        }

        @Override
        public Plane of(int port, Duration lease) {
            return new Plane.Embedded("127.0.0.1", port);
        }

        @Override
        public Router router(Route route) {
            return new EmbeddedRouter(route, client);
        }

        @Override
        public Router again(Route route) {
            return router(route);
        }

        @Override
        public void kill() {
            if (process.look() instanceof ProxyState.Up(long pid, boolean started)) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
            assertThat(process.stop(Duration.ZERO)).isTrue();
        }

        @Override
        public void start() {
            assertThat(process.ensure()).isInstanceOf(ProxyState.Up.class);
        }

        @Override
        public void close() {
            assertThat(process.stop(Duration.ofSeconds(10))).isTrue();
            client.close();
        }
    }
}
