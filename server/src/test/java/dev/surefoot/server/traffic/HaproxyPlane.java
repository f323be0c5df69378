package dev.surefoot.server.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.process.Ports;
import dev.surefoot.server.traffic.haproxy.HaproxyRouter;
import dev.surefoot.server.traffic.haproxy.Layout;
import dev.surefoot.server.traffic.haproxy.PrivateHaproxy;

import org.junit.jupiter.api.Assumptions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** HAProxy from the Debian package; each new route is pasted into it and it is reloaded. */
public final class HaproxyPlane implements DataPlane {
    static final Duration SERVER_TIMEOUT = Duration.ofSeconds(2);

    public final PrivateHaproxy haproxy;
    private final List<Layout> layouts = new ArrayList<>();

    public HaproxyPlane(Path directory) {
        haproxy =
                new PrivateHaproxy(
                        installed(),
                        directory,
                        new PrivateHaproxy.Settings(Ports.free(1).getFirst(), SERVER_TIMEOUT));
    }

    /** Skips where it is missing; a build that must show everything fails instead. */
    public static Path installed() {
        Optional<Path> program = PrivateHaproxy.program();
        if (System.getenv("CI") != null) {
            assertThat(program).as("the Debian package haproxy is installed").isPresent();
        }
        Assumptions.assumeTrue(program.isPresent(), "the Debian package haproxy is missing");
        return program.orElseThrow();
    }

    @Override
    public Plane of(int port, Duration lease) {
        return haproxy.plane(port, lease);
    }

    @Override
    public Router router(Route route) {
        layouts.add(new Layout(route, Optional.empty()));
        reload();
        awaitUp(route, servers(route));
        return new HaproxyRouter(route);
    }

    @Override
    public Router again(Route route) {
        return new HaproxyRouter(route);
    }

    /** What an operator does behind our back. */
    public void reload() {
        reload(haproxy.configuration(layouts));
    }

    public String configuration() {
        return haproxy.configuration(layouts);
    }

    public void reload(String configuration) {
        try {
            haproxy.run(configuration);
        } catch (PrivateHaproxy.NotReady e) {
            throw new AssertionError(e);
        }
    }

    void awaitUp(Route route, long servers) {
        long start = System.nanoTime();
        while (haproxy.up(route) != servers) {
            assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
        }
    }

    static long servers(Route route) {
        return route.slots().values().stream().mapToLong(List::size).sum();
    }

    @Override
    public void kill() {
        haproxy.kill();
    }

    @Override
    public void start() {
        try {
            haproxy.runAgain();
        } catch (PrivateHaproxy.NotReady e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        haproxy.close();
    }
}
