package dev.surefoot.server.traffic;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a router says about a route.
 *
 * @param listening whether it accepts requests for it
 * @param epoch differs whenever the router's counters began anew
 */
public record ObservedRoute(
        Split split,
        Token token,
        boolean listening,
        Map<Slot, List<Endpoint>> slots,
        Instant appliedAt,
        String epoch) {
    public ObservedRoute {
        slots = Map.copyOf(slots);
    }
}
