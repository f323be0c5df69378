package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.traffic.Capability;
import dev.surefoot.server.traffic.CounterSnapshot;
import dev.surefoot.server.traffic.InstanceCounts;
import dev.surefoot.server.traffic.Lease;
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
 * <p>A division is first written to the map files, which a reload brings back, and then made at run
 * time, entry by entry, in an order in which no request goes where neither the old nor the new
 * split would send it. Sending everything to one slot is made first and written then, and overtakes
 * a division that is under way (see {@link Step}). HAProxy answers success with silence, so
 * everything is read back. Counters are the backend rows'; there is no latency histogram. When a
 * slot's last request began is kept in a variable of HAProxy's process.
 */
public final class HaproxyRouter implements Router {
    private final Route route;
    private final Plane.Haproxy plane;
    private final Tools tools;

    /**
     * @throws IllegalArgumentException if the route is another data plane's
     */
    public HaproxyRouter(Route route) {
        this(route, channel -> channel.force(true));
    }

    HaproxyRouter(Route route, MapFiles.Disk disk) {
        if (!(route.plane() instanceof Plane.Haproxy haproxy)) {
            throw new IllegalArgumentException(route + " is not HAProxy's");
        }
        this.route = route;
        this.plane = haproxy;
        RuntimeApi api = new RuntimeApi(haproxy.socket());
        MapFiles files = new MapFiles(haproxy.maps(), disk);
        Names names = Names.of(route);
        this.tools =
                new Tools(
                        names,
                        new Look(route, api, files),
                        new Speaker(names, api, files),
                        files,
                        Lane.of(names, files));
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
        return switch (tools.look().look()) {
            case Seen.Nothing(String why) -> new Read.Unreachable(why);
            case Seen.Incomplete incomplete -> new Read.Unreachable(incomplete.why());
            case Seen.Whole seen -> read(seen);
        };
    }

    private static Read read(Seen.Whole seen) {
        return switch (seen.entries()) {
            case Entries.Read.Absent() -> new Read.Absent();
            case Entries.Read.Broken(String why, Optional<Token> found) ->
                    new Read.Unreachable("HAProxy's maps are not as they were written: " + why);
            case Entries.Read.Whole(Entries entries) -> new Read.Observed(seen.observed(entries));
        };
    }

    @Override
    public Apply apply(Split split, Token token, Optional<Lease> lease) {
        Optional<Lease> held = lease.filter(wanted -> split.divided());
        Optional<String> refusal = refusal(split, held);
        if (refusal.isPresent()) {
            return new Apply.Refused(refusal.get());
        }
        return new Step(route, tools, new Step.Wish(split, token, held)).run();
    }

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

    @Override
    public Renewal renew(Lease lease) {
        return new Renewing(tools).renew(lease.id());
    }

    @Override
    public Optional<Token> newest() {
        return new Claim(tools).newest();
    }

    @Override
    public boolean refuseOlder(Token token) {
        return new Claim(tools).refuseOlder(token);
    }

    @Override
    public Counters counters() {
        return switch (tools.look().look()) {
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
