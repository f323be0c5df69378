package dev.surefoot.proxy.forward;

import dev.surefoot.proxy.route.Endpoint;
import dev.surefoot.proxy.route.LeaseSpec;
import dev.surefoot.proxy.route.RouteSpec;
import dev.surefoot.proxy.route.Slot;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A route in service: its counters and the routing in force. Requests read the routing without a
 * lock; {@link #apply} and {@link #remove} are called by one caller at a time.
 */
public final class LiveRoute {
    private final RouteCounters counters;
    private final Timeouts timeouts;
    private final AtomicReference<@Nullable Routing> routing = new AtomicReference<>();

    /**
     * @param counters continued where the route had been deleted and returns
     */
    public LiveRoute(RouteCounters counters, Timeouts timeouts) {
        this.counters = counters;
        this.timeouts = timeouts;
    }

    /** The counters. */
    public RouteCounters counters() {
        return counters;
    }

    /** How long is too long. */
    Timeouts timeouts() {
        return timeouts;
    }

    /** The routing in force; null before the first and after the removal. */
    public @Nullable Routing routing() {
        return routing.get();
    }

    /**
     * Takes over a routing that an earlier process had. Its lease counts as lapsed: nobody knows
     * for how long it was not renewed.
     */
    public void restore(RouteSpec spec) {
        apply(spec);
        Routing restored = routing.get();
        LeaseSpec lease = spec.lease();
        if (restored != null && lease != null) {
            routing.set(restored.with(Lease.lapsed(lease)));
        }
    }

    /** Whether the wish has a lease that has lapsed already, and so can expose nobody. */
    public boolean lapsed(RouteSpec wish) {
        Routing current = routing.get();
        Lease known = current == null ? null : current.lease();
        LeaseSpec wanted = wish.lease();
        return known != null
                && wanted != null
                && known.id().equals(wanted.id())
                && !known.alive(System.nanoTime());
    }

    /** Who holds the lease in force; empty without one. */
    public String leaseId() {
        Routing current = routing.get();
        Lease known = current == null ? null : current.lease();
        return known == null ? "" : known.id();
    }

    /** Gives the lease in force its whole time anew; false if it is another one or has lapsed. */
    public boolean renew(String id) {
        Routing current = routing.get();
        Lease known = current == null ? null : current.lease();
        LeaseSpec spec = current == null ? null : current.spec().lease();
        return known != null
                && spec != null
                && known.id().equals(id)
                && known.renew(spec, System.nanoTime());
    }

    /** Swaps the routing; instances with unchanged address keep connections and down marks. */
    public Routing apply(RouteSpec spec) {
        Routing before = routing.get();
        Map<Slot, List<Instance>> instances = new EnumMap<>(Slot.class);
        for (Slot slot : Slot.values()) {
            List<Instance> known = before == null ? List.of() : before.instances(slot);
            List<Instance> members = new ArrayList<>();
            for (Endpoint endpoint : spec.endpoints(slot)) {
                members.add(instance(slot, endpoint, known));
            }
            instances.put(slot, members);
        }
        // Read before the swap: nothing decided by the new routing is older than its instant.
        Routing next = new Routing(spec, now(), lease(spec, before), instances);
        routing.set(next);
        return next;
    }

    /** Requests that still arrive are answered 503; those in flight end as they would. */
    public void remove() {
        routing.set(null);
    }

    private static @Nullable Lease lease(RouteSpec spec, @Nullable Routing before) {
        LeaseSpec wanted = spec.lease();
        if (wanted == null) {
            return null;
        }
        long now = System.nanoTime();
        Lease known = before == null ? null : before.lease();
        if (known != null && known.id().equals(wanted.id())) {
            known.renew(wanted, now);
            return known;
        }
        return Lease.granted(wanted, now);
    }

    private Instance instance(Slot slot, Endpoint endpoint, List<Instance> known) {
        for (Instance candidate : known) {
            if (candidate.endpoint().equals(endpoint)) {
                return candidate;
            }
        }
        Duration connect = timeouts.connect();
        InstanceCounters continued = counters.instance(slot, endpoint.instance());
        return new Instance(slot, endpoint, continued, connect);
    }

    private static Instant now() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }
}
