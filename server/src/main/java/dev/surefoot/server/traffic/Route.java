package dev.surefoot.server.traffic;

import dev.surefoot.server.environment.Slot;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fixed part of one service's traffic in one environment: what divides it, and where it can go.
 *
 * @param cohort empty: every request is drawn anew
 * @param slots the endpoints of each slot; a slot that is absent has none
 */
public record Route(
        String service,
        String environment,
        Plane plane,
        Optional<Cohort> cohort,
        Map<Slot, List<Endpoint>> slots) {
    public Route {
        slots = Map.copyOf(slots);
    }
}
