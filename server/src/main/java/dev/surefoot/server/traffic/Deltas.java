package dev.surefoot.server.traffic;

import dev.surefoot.server.environment.Slot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What happened between two snapshots of one router. */
public sealed interface Deltas {
    /**
     * Whole and trustworthy.
     *
     * @param increments one an instance
     * @param from when the window began, by the router's clock
     * @param until when it ended
     * @param counted the snapshot to compare the next one with
     */
    record Window(List<Increment> increments, Instant from, Instant until, CounterSnapshot counted)
            implements Deltas {
        public Window {
            increments = List.copyOf(increments);
        }

        /** Requests of one slot in the window. */
        public long requests(Slot slot) {
            return increments.stream()
                    .filter(each -> each.slot() == slot)
                    .mapToLong(Increment::requests)
                    .sum();
        }

        /** Errors of one slot in the window. */
        public long errors(Slot slot) {
            return increments.stream()
                    .filter(each -> each.slot() == slot)
                    .mapToLong(Increment::errors)
                    .sum();
        }
    }

    /** The counters cannot be compared; both arms lose this window. */
    record Gap(String why) implements Deltas {}

    /**
     * Compares two snapshots. Pure.
     *
     * <p>A router reads its counters one after the other while requests end. So an error may show
     * in one snapshot and its request in the next: such an error is held back to the window that
     * has its request, and no window has more errors than requests.
     */
    static Deltas between(CounterSnapshot before, CounterSnapshot after) {
        if (!before.epoch().equals(after.epoch())) {
            return new Gap("the router's counters began anew");
        }
        if (!before.bucketBoundsMs().equals(after.bucketBoundsMs())) {
            return new Gap("the router's latency buckets changed");
        }
        List<Increment> increments = new ArrayList<>();
        Map<Slot, Map<String, InstanceCounts>> counted = new EnumMap<>(Slot.class);
        for (Slot slot : Slot.values()) {
            Map<String, InstanceCounts> old = before.slots().getOrDefault(slot, Map.of());
            Map<String, InstanceCounts> now = after.slots().getOrDefault(slot, Map.of());
            Optional<String> vanished =
                    old.keySet().stream().filter(name -> !now.containsKey(name)).findFirst();
            if (vanished.isPresent()) {
                return new Gap(vanished.get() + " is no longer counted");
            }
            Map<String, InstanceCounts> kept = new HashMap<>();
            for (Map.Entry<String, InstanceCounts> entry : now.entrySet()) {
                InstanceCounts to = entry.getValue();
                InstanceCounts from = old.getOrDefault(entry.getKey(), to.zero());
                if (fell(from, to)) {
                    return new Gap("a counter of " + entry.getKey() + " fell");
                }
                Increment increment = increment(slot, entry.getKey(), from, to);
                increments.add(increment);
                kept.put(entry.getKey(), to.withErrors(from.errors() + increment.errors()));
            }
            counted.put(slot, kept);
        }
        return new Window(
                increments,
                before.takenAt(),
                after.takenAt(),
                new CounterSnapshot(
                        after.epoch(), after.takenAt(), after.bucketBoundsMs(), counted));
    }

    private static boolean fell(InstanceCounts from, InstanceCounts to) {
        return to.requests() < from.requests()
                || to.errors() < from.errors()
                || to.started() < from.started()
                || to.buckets().size() != from.buckets().size()
                || IntStream.range(0, to.buckets().size())
                        .anyMatch(i -> to.buckets().get(i) < from.buckets().get(i));
    }

    private static Increment increment(
            Slot slot, String instance, InstanceCounts from, InstanceCounts to) {
        long requests = to.requests() - from.requests();
        return new Increment(
                slot,
                instance,
                requests,
                Math.min(requests, to.errors() - from.errors()),
                IntStream.range(0, to.buckets().size())
                        .mapToObj(i -> to.buckets().get(i) - from.buckets().get(i))
                        .toList());
    }
}
