package dev.surefoot.server.promotion;

import dev.surefoot.server.runtime.Running;
import dev.surefoot.server.traffic.RouteKey;
import dev.surefoot.server.traffic.Router;
import dev.surefoot.server.traffic.TrafficHistory;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Has the traffic of whatever should run written down, promotion or not. */
public final class TrafficWatch {
    private final PromotionStore store;
    private final World world;
    private final TrafficHistory history;

    public TrafficWatch(PromotionStore store, World world, TrafficHistory history) {
        this.store = store;
        this.world = world;
        this.history = history;
    }

    /** Looks once. */
    public void look(Instant at) {
        Map<RouteKey, Router> routers = new HashMap<>();
        for (Running running : store.running()) {
            RouteKey key = new RouteKey(running.place().service(), running.place().environment());
            if (!routers.containsKey(key)) {
                store.bringing(running.place(), running.version())
                        .map(promotion -> world.sites().apply(promotion.subject()))
                        .ifPresent(
                                site -> routers.put(key, world.routers().apply(site.bothSlots())));
            }
        }
        history.look(routers, at);
    }
}
