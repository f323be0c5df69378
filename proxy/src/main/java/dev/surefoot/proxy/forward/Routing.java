package dev.surefoot.proxy.forward;

import dev.surefoot.proxy.route.RouteSpec;
import dev.surefoot.proxy.route.Slot;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One route as applied: what every request is decided by. Immutable but for whose turn it is and
 * for its lease; a change is a new object, swapped in at one instant.
 */
public final class Routing {
    private final RouteSpec spec;
    private final Instant appliedAt;
    private final @Nullable Lease lease;
    private final Map<Slot, Group> groups = new EnumMap<>(Slot.class);

    private record Group(List<Instance> instances, AtomicInteger turn) {}

    /**
     * @param lease null where the shares stand without one
     */
    Routing(
            RouteSpec spec,
            Instant appliedAt,
            @Nullable Lease lease,
            Map<Slot, List<Instance>> instances) {
        this.spec = spec;
        this.lease = lease;
        this.appliedAt = appliedAt;
        for (Slot slot : Slot.values()) {
            List<Instance> members = instances.getOrDefault(slot, List.of());
            int first = ThreadLocalRandom.current().nextInt(1 << 16);
            groups.put(slot, new Group(List.copyOf(members), new AtomicInteger(first)));
        }
    }

    /** The route, with the port that is really listened on. */
    public RouteSpec spec() {
        return spec;
    }

    /** When requests began to be decided by it. */
    public Instant appliedAt() {
        return appliedAt;
    }

    /** The same, held by another lease. */
    Routing with(Lease other) {
        Map<Slot, List<Instance>> instances = new EnumMap<>(Slot.class);
        groups.forEach((slot, group) -> instances.put(slot, group.instances()));
        return new Routing(spec, appliedAt, other, instances);
    }

    /** The lease on the canary's share, if there is one. */
    public @Nullable Lease lease() {
        return lease;
    }

    /**
     * The canary, which is the slot that is not primary, where the bucket is below its share and
     * the lease, if there is one, holds at {@code now}.
     */
    Slot slotOf(int bucket, long now) {
        Slot canary = spec.primary().other();
        boolean exposed = bucket < spec.shareBp(canary) && (lease == null || lease.alive(now));
        return exposed ? canary : spec.primary();
    }

    List<Instance> instances(Slot slot) {
        return group(slot).instances();
    }

    /** The position in the slot's list whose turn it is; the slot must not be empty. */
    int nextTurn(Slot slot) {
        Group group = group(slot);
        int turn = group.turn().getAndIncrement() & Integer.MAX_VALUE;
        return turn % group.instances().size();
    }

    private Group group(Slot slot) {
        return groups.getOrDefault(slot, new Group(List.of(), new AtomicInteger()));
    }
}
