package dev.surefoot.proxy.route;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What the control plane asks of one route. Immutable; made by {@link RouteReader}, so: shares are
 * basis points that add up to 10,000, both slots have an entry, a slot with a share has an
 * instance. {@code listenPort} 0 means any free port. A {@code null} cohort means that each request
 * is drawn anew; a {@code null} lease that shares stand until they are changed.
 *
 * @param token rises with each change of who may steer; an older one is refused
 */
public record RouteSpec(
        long token,
        String listenHost,
        int listenPort,
        @Nullable Cohort cohort,
        Slot primary,
        Map<Slot, Integer> sharesBp,
        Map<Slot, List<Endpoint>> slots,
        @Nullable LeaseSpec lease) {

    public RouteSpec {
        sharesBp = Map.copyOf(sharesBp);
        slots = Map.copyOf(slots);
    }

    /** The share of a slot in basis points. */
    public int shareBp(Slot slot) {
        return sharesBp.getOrDefault(slot, 0);
    }

    /** The instances of a slot, in the order given. */
    public List<Endpoint> endpoints(Slot slot) {
        return slots.getOrDefault(slot, List.of());
    }

    /** The same wish, listening on the port that the system gave. */
    public RouteSpec listeningOn(int port) {
        return new RouteSpec(token, listenHost, port, cohort, primary, sharesBp, slots, lease);
    }
}
