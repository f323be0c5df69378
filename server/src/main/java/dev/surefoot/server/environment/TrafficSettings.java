package dev.surefoot.server.environment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How users reach the service.
 *
 * @param plane what divides their requests
 * @param cohort how users stick to a version; empty: every request is drawn anew
 * @param lease how long exposure lasts without a word from the server
 */
public record TrafficSettings(DataPlane plane, Optional<Cohort> cohort, Duration lease) {
    /** What divides requests. */
    public sealed interface DataPlane {}

    /**
     * Surefoot's own proxy.
     *
     * @param listen its port on loopback
     */
    public record Embedded(int listen) implements DataPlane {}

    /**
     * An HAProxy on the server's host.
     *
     * @param socket its admin socket
     * @param maps the folder of its two map files
     * @param listen the port that the printed frontend binds; empty: whoever pastes it chooses
     */
    public record Haproxy(Path socket, Path maps, Optional<Integer> listen) implements DataPlane {}

    /** Where users reach it on the server's host, as far as the definition says. */
    public Optional<Integer> listen() {
        return switch (plane) {
            case Embedded(int port) -> Optional.of(port);
            case Haproxy haproxy -> haproxy.listen();
        };
    }

    /**
     * Users are divided by CRC-32 of {@code key:uid} modulo 10,000.
     *
     * @param cookie holds the uid
     */
    public record Cohort(String cookie, String key) {}
}
