package dev.surefoot.server.traffic;

import dev.surefoot.server.environment.Slot;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A router's totals at one moment.
 *
 * @param epoch differs whenever the counters began anew
 * @param takenAt by the router's clock
 * @param bucketBoundsMs upper bounds of the latency buckets, ascending; the last bucket has none
 * @param slots counts by slot and instance
 */
public record CounterSnapshot(
        String epoch,
        Instant takenAt,
        List<Long> bucketBoundsMs,
        Map<Slot, Map<String, InstanceCounts>> slots) {
    public CounterSnapshot {
        bucketBoundsMs = List.copyOf(bucketBoundsMs);
        slots = Map.copyOf(slots);
    }

    /** Requests sent to {@code slot} so far, finished or not. */
    public long started(Slot slot) {
        return slots.getOrDefault(slot, Map.of()).values().stream()
                .mapToLong(InstanceCounts::started)
                .sum();
    }

    /** Finished requests of {@code slot} so far. */
    public long requests(Slot slot) {
        return slots.getOrDefault(slot, Map.of()).values().stream()
                .mapToLong(InstanceCounts::requests)
                .sum();
    }

    /** Requests that {@code slot} is serving now: what a drain waits for. */
    public long inFlight(Slot slot) {
        return slots.getOrDefault(slot, Map.of()).values().stream()
                .mapToLong(InstanceCounts::inFlight)
                .sum();
    }
}
