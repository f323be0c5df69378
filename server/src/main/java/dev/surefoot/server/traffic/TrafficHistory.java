package dev.surefoot.server.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the traffic of many routes by minute. Safe for use by many threads; one looks at a time.
 */
public final class TrafficHistory {
    private static final Duration BETWEEN_SAVES = Duration.ofSeconds(5);

    private final TrafficMinuteStore store;
    private final Map<RouteKey, TrafficRecorder> recorders = new HashMap<>();
    private Instant savedAt = Instant.EPOCH;

    public TrafficHistory(TrafficMinuteStore store) {
        this.store = store;
    }

    /** Looks at each router's counters once, and saves every five seconds what they gave. */
    public synchronized void look(Map<RouteKey, Router> routers, Instant at) {
        routers.forEach((key, router) -> recorder(key).accept(router.counters(), at));
        if (Duration.between(savedAt, at).compareTo(BETWEEN_SAVES) >= 0) {
            recorders.values().forEach(TrafficRecorder::flush);
            recorders.keySet().retainAll(routers.keySet());
            savedAt = at;
        }
    }

    private TrafficRecorder recorder(RouteKey key) {
        return recorders.computeIfAbsent(key, route -> new TrafficRecorder(store, route));
    }
}
