package dev.surefoot.server.traffic;

import dev.surefoot.server.environment.Slot;

import java.util.List;

/**
 * What one instance did between two readings. {@code errors} is never more than {@code requests}.
 */
public record Increment(
        Slot slot, String instance, long requests, long errors, List<Long> buckets) {
    public Increment {
        buckets = List.copyOf(buckets);
        if (requests < 0 || errors < 0 || errors > requests) {
            throw new IllegalArgumentException(
                    instance + " has " + errors + " errors in " + requests + " requests");
        }
    }
}
