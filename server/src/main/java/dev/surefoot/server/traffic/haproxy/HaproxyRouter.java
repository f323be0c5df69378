package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.traffic.Capability;
import dev.surefoot.server.traffic.CounterSnapshot;
import dev.surefoot.server.traffic.Endpoint;
import dev.surefoot.server.traffic.InstanceCounts;
import dev.surefoot.server.traffic.Lease;
import dev.surefoot.server.traffic.ObservedLease;
import dev.surefoot.server.traffic.ObservedRoute;
import dev.surefoot.server.traffic.Plane;
import dev.surefoot.server.traffic.Renewal;
import dev.surefoot.server.traffic.Route;
import dev.surefoot.server.traffic.Router;
import dev.surefoot.server.traffic.Token;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One route of an HAProxy, by its Runtime API.
 *
 * <p>A change is first written to the map files, which a reload brings back, and then made at run
 * time, entry by entry, in an order in which no request goes where neither the old nor the new
 * split would send it. HAProxy answers success with silence, so everything is read back. Counters
 * are the backend rows'; there is no latency histogram. When a slot's last request began is kept in
 * a variable of HAProxy's process.
 */
public final class HaproxyRouter implements Router {
    private final Route route;
    private final Plane.Haproxy plane;
    private final Look look;
    private final Writer writer;

    /**
     * @throws IllegalArgumentException if the route is another data plane's
     */
    public HaproxyRouter(Route route) {
        if (!(route.plane() instanceof Plane.Haproxy haproxy)) {
            throw new IllegalArgumentException(route + " is not HAProxy's");
        }
        this.route = route;
        this.plane = haproxy;
        RuntimeApi api = new RuntimeApi(haproxy.socket());
        MapFiles files = new MapFiles(haproxy.maps());
        this.look = new Look(route, api, files);
        this.writer = new Writer(Names.of(route), api, files);
    }

    @Override
    public Set<Capability> capabilities() {
        EnumSet<Capability> all =
                EnumSet.of(
                        Capability.GRANULARITY_BP,
                        Capability.VERSION_COUNTERS,
                        Capability.VERIFY,
                        Capability.LEASE);
        if (route.cohort().isPresent()) {
            all.add(Capability.COHORT);
            all.add(Capability.STICKY);
        }
        return all;
    }

    @Override
    public Read read() {
        return switch (look.look()) {
            case Seen.Nothing(String why) -> new Read.Unreachable(why);
            case Seen.Incomplete incomplete -> new Read.Unreachable(incomplete.why());
            case Seen.Whole seen -> read(seen);
        };
    }

    private static Read read(Seen.Whole seen) {
        return switch (seen.entries()) {
            case Entries.Read.Absent() -> new Read.Absent();
            case Entries.Read.Broken(String why, Optional<Token> token) ->
                    new Read.Unreachable("HAProxy's maps are not as they were written: " + why);
            case Entries.Read.Whole(Entries entries) -> new Read.Observed(observed(seen, entries));
        };
    }

    private static ObservedRoute observed(Seen.Whole seen, Entries entries) {
        Map<Slot, List<Endpoint>> endpoints = new EnumMap<>(Slot.class);
        for (Slot slot : entries.slots()) {
            endpoints.put(slot, endpoints(seen.stats(slot)));
        }
        return new ObservedRoute(
                entries.split(),
                entries.token(),
                entries.lease().map(held -> new ObservedLease(held.id(), seen.lease())),
                seen.listening(),
                endpoints,
                entries.at(),
                seen.epoch());
    }

    private static List<Endpoint> endpoints(Stats stats) {
        return stats.servers().entrySet().stream()
                .map(
                        server -> {
                            String address = server.getValue().text("addr");
                            int colon = address.lastIndexOf(':');
                            return colon < 0
                                    ? new Endpoint(server.getKey(), address, 0)
                                    : new Endpoint(
                                            server.getKey(),
                                            address.substring(0, colon),
                                            Integer.parseInt(address.substring(colon + 1)));
                        })
                .toList();
    }

    @Override
    public Apply apply(Split split, Token token, Optional<Lease> lease) {
        Optional<Lease> held = lease.filter(wanted -> split.divided());
        Optional<String> refusal = refusal(split, held);
        if (refusal.isPresent()) {
            return new Apply.Refused(refusal.get());
        }
        try (Writer.Turn turn = writer.turn()) {
            return switch (look.look()) {
                case Seen.Nothing(String why) -> new Apply.Unreachable(why);
                case Seen.Incomplete incomplete -> new Apply.Refused(incomplete.why());
                case Seen.Whole seen -> apply(turn, seen, new Wish(split, token, held));
            };
        }
    }

    private record Wish(Split split, Token token, Optional<Lease> lease) {}

    private Optional<String> refusal(Split split, Optional<Lease> lease) {
        for (Slot slot : Slot.values()) {
            if (!split.of(slot).equals(Share.NONE)
                    && !split.equals(Split.allTo(slot))
                    && route.slots().getOrDefault(slot, List.of()).isEmpty()) {
                return Optional.of(
                        "slot %s shall get %s and has no instances"
                                .formatted(Names.word(slot), split.of(slot)));
            }
        }
        return lease.filter(wanted -> !wanted.ttl().equals(plane.lease()))
                .map(
                        wanted ->
                                "a lease of %d ms can't be kept: the table %s is made for %d ms"
                                        .formatted(
                                                wanted.ttl().toMillis(),
                                                Names.of(route).table(),
                                                plane.lease().toMillis()));
    }

    private Apply apply(Writer.Turn turn, Seen.Whole seen, Wish wish) {
        Token newest = turn.newest(seen.entries());
        if (newest.value() > wish.token().value()) {
            return new Apply.StaleToken(newest);
        }
        Optional<String> elsewhere = wish.split().divided() ? elsewhere(seen) : Optional.empty();
        if (elsewhere.isPresent()) {
            return new Apply.Refused(elsewhere.get());
        }
        Optional<Entries> before = seen.known();
        if (wish.lease().isPresent() && before.isPresent()) {
            String id = wish.lease().get().id();
            Optional<Entries.HeldLease> known =
                    before.get().lease().filter(held -> held.id().equals(id));
            if (known.isPresent() && !(seen.lease() && turn.renew(id))) {
                turn.letLapse(seen, before.get());
                return new Apply.Lapsed("lease " + id + " has lapsed and exposes nobody");
            }
        }
        Entries target = target(before, wish);
        Optional<String> trouble = turn.write(seen, target);
        if (trouble.isPresent()) {
            return new Apply.Unreachable(trouble.get());
        }
        return readBack(target);
    }

    /** Keeps the moment of what is in force already. */
    private Entries target(Optional<Entries> before, Wish wish) {
        Set<Slot> slots = EnumSet.noneOf(Slot.class);
        route.slots()
                .forEach(
                        (slot, endpoints) -> {
                            if (!endpoints.isEmpty()) {
                                slots.add(slot);
                            }
                        });
        Entries target =
                new Entries(
                        wish.split(),
                        slots,
                        wish.lease().map(lease -> new Entries.HeldLease(lease.id(), false)),
                        wish.token(),
                        Instant.ofEpochMilli(System.currentTimeMillis()));
        return before.filter(target::decidesAs).orElse(target);
    }

    /** Servers of a slot in use that are not where the definition has them. */
    private Optional<String> elsewhere(Seen.Whole seen) {
        for (Map.Entry<Slot, List<Endpoint>> slot : route.slots().entrySet()) {
            List<Endpoint> found = endpoints(seen.stats(slot.getKey()));
            if (found.stream().anyMatch(endpoint -> endpoint.host().isEmpty())) {
                return Optional.of(
                        "HAProxy tells no addresses at %s: give that socket level admin"
                                .formatted(plane.socket()));
            }
            if (!Set.copyOf(found).equals(Set.copyOf(slot.getValue()))) {
                return Optional.of(
                        "backend %s has %s, the definition %s: paste what `surefoot router print`"
                                        .formatted(
                                                Names.of(route).backend(slot.getKey()),
                                                found,
                                                slot.getValue())
                                + " gives, and reload");
            }
        }
        return Optional.empty();
    }

    private Apply readBack(Entries target) {
        return switch (look.look()) {
            case Seen.Nothing(String why) -> new Apply.Unreachable("not read back: " + why);
            case Seen.Incomplete incomplete ->
                    new Apply.Unreachable("not read back: " + incomplete.why());
            case Seen.Whole seen -> {
                Optional<Entries> now = seen.known();
                if (now.isPresent() && now.get().token().value() > target.token().value()) {
                    yield new Apply.StaleToken(now.get().token());
                }
                boolean held = target.lease().isEmpty() || seen.lease();
                yield now.filter(target::decidesAs).isPresent() && held && seen.listening()
                        ? new Apply.Applied(observed(seen, now.get()))
                        : new Apply.Unreachable(
                                "asked for " + target + ", read back " + seen.entries());
            }
        };
    }

    @Override
    public Renewal renew(Lease lease) {
        try (Writer.Turn turn = writer.turn()) {
            return switch (look.look()) {
                case Seen.Nothing(String why) -> new Renewal.Unreachable(why);
                case Seen.Incomplete incomplete -> new Renewal.Unreachable(incomplete.why());
                case Seen.Whole seen -> renew(turn, seen, lease.id());
            };
        }
    }

    private static Renewal renew(Writer.Turn turn, Seen.Whole seen, String id) {
        Optional<Entries> entries = seen.known();
        Optional<Entries.HeldLease> held = entries.flatMap(Entries::lease);
        if (held.filter(known -> known.id().equals(id)).isEmpty()) {
            return new Renewal.Lapsed("lease " + id + " holds nothing in HAProxy (any more)");
        }
        if (seen.lease() && turn.renew(id)) {
            return new Renewal.Renewed();
        }
        turn.letLapse(seen, entries.orElseThrow());
        return new Renewal.Lapsed("lease " + id + " has lapsed and exposes nobody");
    }

    @Override
    public Counters counters() {
        return switch (look.look()) {
            case Seen.Nothing(String why) -> new Counters.Unreachable(why);
            case Seen.Incomplete incomplete -> new Counters.Unreachable(incomplete.why());
            case Seen.Whole seen when seen.entries() instanceof Entries.Read.Absent ->
                    new Counters.Absent();
            case Seen.Whole seen -> {
                Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
                Map<Slot, Map<String, InstanceCounts>> slots = new EnumMap<>(Slot.class);
                seen.stats()
                        .forEach(
                                (slot, stats) ->
                                        slots.put(
                                                slot,
                                                stats.counts(
                                                        Optional.ofNullable(
                                                                seen.last().get(slot)))));
                yield new Counters.Counted(
                        new CounterSnapshot(seen.epoch(), now, List.of(), slots));
            }
        };
    }
}
