package dev.surefoot.server.environment;

import java.time.Duration;
import java.util.List;

/** What {@code judge.metrics} says of latency. */
public sealed interface LatencySettings {
    /** Nothing: it is judged as far as the goal and history tell where. */
    record Unsaid() implements LatencySettings {}

    /** Metrics are listed, and it is not among them. */
    record Off() implements LatencySettings {}

    /**
     * It is judged at these times, and at the goal's.
     *
     * @param bounds rising, each a bound of the router's histogram
     */
    record At(List<Duration> bounds) implements LatencySettings {
        public At {
            bounds = List.copyOf(bounds);
        }
    }
}
