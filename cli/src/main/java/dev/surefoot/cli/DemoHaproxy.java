package dev.surefoot.cli;

import dev.surefoot.server.api.RouterView;
import dev.surefoot.server.process.Ports;
import dev.surefoot.server.traffic.haproxy.PrivateHaproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An HAProxy of the demo's own, with nothing but what {@code router print} gives. */
final class DemoHaproxy implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final String PLACE = "/services/shop/environments/production/router";

    private final PrivateHaproxy haproxy;

    private DemoHaproxy(PrivateHaproxy haproxy) {
        this.haproxy = haproxy;
    }

    /**
     * Prepares one in {@code directory}; nothing runs yet.
     *
     * @throws Failed naming the package if the program is missing
     */
    static DemoHaproxy in(Path directory) throws IOException {
        Path program =
                PrivateHaproxy.program()
                        .orElseThrow(
                                () ->
                                        new Failed(
                                                ExitCode.COULD_NOT,
                                                "--proxy haproxy needs the program haproxy, which"
                                                        + " is neither in PATH nor in /usr/sbin: install"
                                                        + " the package haproxy, or leave --proxy out"));
        return new DemoHaproxy(
                new PrivateHaproxy(
                        program,
                        Files.createDirectories(directory),
                        new PrivateHaproxy.Settings(Ports.free(1).getFirst(), SILENCE)));
    }

    /** The {@code traffic} block of a definition that uses it. */
    String traffic(int listen) {
        return "{kind: haproxy, socket: %s, maps: %s, listen: %d, lease: 15s}"
                .formatted(haproxy.socket(), haproxy.maps(), listen);
    }

    /** Starts it with what the server prints, and has the server check it. */
    void start(ApiClient client, Output output) {
        RouterView.Configuration printed = client.get(PLACE, RouterView.Configuration.class);
        try {
            haproxy.run(haproxy.configuration(printed.shared(), printed.own()));
        } catch (PrivateHaproxy.NotReady e) {
            throw new Failed(ExitCode.COULD_NOT, String.valueOf(e.getMessage()));
        }
        RouterView.Check check = client.get(PLACE + "/check", RouterView.Check.class);
        if (!check.ready()) {
            throw new Failed(
                    ExitCode.COULD_NOT,
                    "the demo's HAProxy is not ready",
                    check.findings().stream().map(RouterView.CheckedView::toString).toList());
        }
        output.line(
                "HAProxy runs with what 'surefoot router print shop production' gives; 'router"
                        + " check' found all of its "
                        + check.findings().size()
                        + " points in order");
    }

    @Override
    public void close() {
        haproxy.close();
    }
}
