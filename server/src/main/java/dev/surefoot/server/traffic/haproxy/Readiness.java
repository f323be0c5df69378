package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.traffic.Endpoint;
import dev.surefoot.server.traffic.Lease;
import dev.surefoot.server.traffic.Plane;
import dev.surefoot.server.traffic.Route;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of HAProxy's configuration must be as defined before anybody is exposed. */
final class Readiness {
    private final Route route;
    private final Tools tools;

    Readiness(Route route, Tools tools) {
        this.route = route;
        this.tools = tools;
    }

    /** Servers of a slot in use that are not where the definition has them. */
    Optional<String> elsewhere(Seen.Whole seen) {
        for (Map.Entry<Slot, List<Endpoint>> slot : route.slots().entrySet()) {
            List<Endpoint> found = seen.stats(slot.getKey()).endpoints();
            if (found.stream().anyMatch(endpoint -> endpoint.host().isEmpty())) {
                return Optional.of(
                        "HAProxy tells no addresses at %s: give that socket level admin"
                                .formatted(((Plane.Haproxy) route.plane()).socket()));
            }
            if (!Set.copyOf(found).equals(Set.copyOf(slot.getValue()))) {
                return Optional.of(
                        "backend %s has %s, the definition %s: paste what `surefoot router print`"
                                        .formatted(
                                                tools.names().backend(slot.getKey()),
                                                found,
                                                slot.getValue())
                                + " gives, and reload");
            }
        }
        return Optional.empty();
    }

    /** Why HAProxy would not end the lease when it shall. */
    Optional<String> unkept(Lease lease) {
        String table = tools.names().table();
        Optional<Duration> term = tools.lane().speak(tools.speaker()::term);
        if (term.isEmpty()) {
            return Optional.of(
                    "HAProxy does not tell how long table "
                            + table
                            + " keeps a lease: see what `surefoot router check` says");
        }
        return ends(term.get(), lease.ttl())
                ? Optional.empty()
                : Optional.of(
                        "HAProxy keeps a lease for %d ms in table %s, and traffic.lease is %d ms:"
                                        .formatted(
                                                term.get().toMillis(),
                                                table,
                                                lease.ttl().toMillis())
                                + " paste what `surefoot router print` gives, and reload");
    }

    /**
     * Whether a table whose new entry has {@code left} to live ends a lease in time: never later,
     * and not so early that renewals come too late. A part of it may have passed since it was made.
     */
    static boolean ends(Duration left, Duration lease) {
        return left.compareTo(lease) <= 0
                && left.compareTo(lease.multipliedBy(3).dividedBy(4)) >= 0;
    }
}
