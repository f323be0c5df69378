package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.traffic.Endpoint;
import dev.surefoot.server.traffic.ObservedLease;
import dev.surefoot.server.traffic.ObservedRoute;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What HAProxy says of a route. */
sealed interface Seen {
    /**
     * All that the route needs is there.
     *
     * @param texts both maps, as they are
     * @param entries what they say of the route
     * @param lease whether its table has the lease of the entries
     * @param last when a slot's last request began, by HAProxy's clock
     * @param epoch differs whenever counters began anew
     */
    record Whole(
            Entries.Texts texts,
            Entries.Read entries,
            boolean lease,
            Map<Slot, Stats> stats,
            Map<Slot, Instant> last,
            String epoch,
            boolean listening)
            implements Seen {
        public Whole {
            stats = Map.copyOf(stats);
            last = Map.copyOf(last);
        }

        /** The entries, if they are whole. */
        Optional<Entries> known() {
            return entries instanceof Entries.Read.Whole(Entries read)
                    ? Optional.of(read)
                    : Optional.empty();
        }

        /** What they come to, with all that HAProxy says besides. */
        ObservedRoute observed(Entries whole) {
            Map<Slot, List<Endpoint>> endpoints = new EnumMap<>(Slot.class);
            for (Slot slot : whole.slots()) {
                endpoints.put(slot, stats(slot).endpoints());
            }
            return new ObservedRoute(
                    whole.split(),
                    whole.token(),
                    whole.lease().map(held -> new ObservedLease(held.id(), lease)),
                    listening,
                    endpoints,
                    whole.at(),
                    epoch);
        }

        Stats stats(Slot slot) {
            Stats found = stats.get(slot);
            if (found == null) {
                throw new IllegalStateException("no statistics of " + slot);
            }
            return found;
        }
    }

    /** HAProxy answers and lacks something of the printed configuration. */
    record Incomplete(List<String> missing) implements Seen {
        public Incomplete {
            missing = List.copyOf(missing);
        }

        String why() {
            return "HAProxy lacks "
                    + String.join(", ", missing)
                    + ": paste what `surefoot router print` gives, and reload";
        }
    }

    /** Unknown. */
    record Nothing(String why) implements Seen {}
}
