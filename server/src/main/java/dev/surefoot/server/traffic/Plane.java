package dev.surefoot.server.traffic;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which data plane divides a route's traffic, and what it has to know to do so. */
public sealed interface Plane {
    /** Surefoot's own proxy: it opens the port itself. */
    record Embedded(String listenHost, int listenPort) implements Plane {}

    /**
     * An HAProxy, whose configuration names the same things.
     *
     * @param socket its admin socket
     * @param maps the folder of its map files
     * @param listen the port that the printed frontend binds; empty: whoever pastes it chooses
     * @param lease the expiry of its lease table; a lease of another length is refused
     */
    record Haproxy(Path socket, Path maps, Optional<Integer> listen, Duration lease)
            implements Plane {}
}
