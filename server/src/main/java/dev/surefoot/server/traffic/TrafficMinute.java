package dev.surefoot.server.traffic;

import dev.surefoot.server.environment.Slot;

import java.time.Instant;
import java.util.List;

/** What one instance served in one minute (or in the minutes until it, while nobody counted). */
public record TrafficMinute(
        Slot slot,
        String instance,
        Instant minute,
        long requests,
        long errors,
        List<Long> buckets) {
    public TrafficMinute {
        buckets = List.copyOf(buckets);
    }
}
