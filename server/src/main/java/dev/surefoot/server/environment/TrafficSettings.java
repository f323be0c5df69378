package dev.surefoot.server.environment;

import java.util.Optional;

/**
 * How users reach the service: by the embedded proxy.
 *
 * @param listen the proxy's port
 * @param cohort how users stick to a version; empty: every request is drawn anew
 */
public record TrafficSettings(Kind kind, int listen, Optional<Cohort> cohort) {
    /** Kinds of router. */
    public enum Kind {
        EMBEDDED
    }

    /**
     * Users are divided by CRC-32 of {@code key:uid} modulo 10,000.
     *
     * @param cookie holds the uid
     */
    public record Cohort(String cookie, String key) {}
}
