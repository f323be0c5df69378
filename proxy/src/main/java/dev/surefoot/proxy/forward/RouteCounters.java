package dev.surefoot.proxy.forward;

import dev.surefoot.proxy.route.Slot;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * All counters of one route. An instance that leaves and returns finds its counters again: within
 * an epoch none is ever reset. Thread-safe.
 */
public final class RouteCounters {
    private final Map<Slot, Map<String, InstanceCounters>> slots =
            Map.of(Slot.BLUE, new ConcurrentHashMap<>(), Slot.GREEN, new ConcurrentHashMap<>());
    private final LongAdder unroutedRequests = new LongAdder();
    private final LongAdder unroutedErrors = new LongAdder();

    /** Requests that no instance served; {@code errors} are those answered 503. */
    public record Unrouted(long requests, long errors) {}

    /** The counters of every instance the slot ever had, by name. */
    public Map<String, InstanceCounters.Reading> read(Slot slot) {
        Map<String, InstanceCounters.Reading> readings = new TreeMap<>();
        of(slot).forEach((name, counters) -> readings.put(name, counters.read()));
        return readings;
    }

    /** Requests that reached nobody. */
    public Unrouted unrouted() {
        long errors = unroutedErrors.sum();
        return new Unrouted(unroutedRequests.sum(), errors);
    }

    InstanceCounters instance(Slot slot, String name) {
        return of(slot).computeIfAbsent(name, absent -> new InstanceCounters());
    }

    void notServed() {
        unroutedRequests.increment();
        unroutedErrors.increment();
    }

    void notForwardable() {
        unroutedRequests.increment();
    }

    private Map<String, InstanceCounters> of(Slot slot) {
        return slots.getOrDefault(slot, Map.of());
    }
}
