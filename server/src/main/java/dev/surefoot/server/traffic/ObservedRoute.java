package dev.surefoot.server.traffic;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a router says about a route.
 *
 * @param listening whether it accepts requests for it
 * @param lease empty: the split stands until it is changed
 * @param epoch differs whenever the router's counters began anew
 */
public record ObservedRoute(
        Split split,
        Token token,
        Optional<ObservedLease> lease,
        boolean listening,
        Map<Slot, List<Endpoint>> slots,
        Instant appliedAt,
        String epoch) {
    public ObservedRoute {
        slots = Map.copyOf(slots);
    }

    /** Whether there is a lease that has lapsed: the split is what was meant, not what happens. */
    public boolean lapsed() {
        return lease.isPresent() && !lease.get().alive();
    }
}
