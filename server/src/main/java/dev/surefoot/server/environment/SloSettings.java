package dev.surefoot.server.environment;

import java.time.Duration;
import java.util.Optional;

/**
 * What an environment's users are promised.
 *
 * @param availability share of requests that must not fail, at least
 * @param window over which the promise is counted
 */
public record SloSettings(Share availability, Optional<Latency> latency, Duration window) {
    /** At least {@code share} of requests are answered within {@code bound}. */
    public record Latency(Duration bound, Share share) {}
}
