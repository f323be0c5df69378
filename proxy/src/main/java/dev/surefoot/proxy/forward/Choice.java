package dev.surefoot.proxy.forward;

import dev.surefoot.proxy.route.Slot;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Picks the instances that one request tries, one after the other: of the bucket's slot by turns,
 * those first that are believed up; then of the other slot. Before giving up each slot gets one try
 * even where all its instances are believed down, so a 503 always rests on refused connections. Not
 * thread-safe; one per request.
 */
final class Choice {
    private final int bucket;
    private final List<Instance> refused = new ArrayList<>(0);
    private @Nullable Slot wanted;

    Choice(int bucket) {
        this.bucket = bucket;
    }

    int bucket() {
        return bucket;
    }

    void refusedBy(Instance instance) {
        refused.add(instance);
    }

    /** The next instance to try, or null where none is left. */
    @Nullable Instance next(Routing routing, long now) {
        Slot slot = routing.slotOf(bucket, now);
        wanted = slot;
        Instance found = believedUp(routing, slot, now);
        if (found == null) {
            found = believedUp(routing, slot.other(), now);
        }
        if (found == null) {
            found = untried(routing, slot);
        }
        return found == null ? untried(routing, slot.other()) : found;
    }

    /** Whether the same routing would still choose the slot that it last did: no lease lapsed. */
    boolean unchanged(Routing routing, long now) {
        return routing.slotOf(bucket, now) == wanted;
    }

    /**
     * Whether a connection to the instance, begun under an older routing, may still be used: the
     * new one would send this request to the same slot, and still knows the instance.
     */
    boolean stillMeans(Instance instance, Routing routing, long now) {
        return routing.slotOf(bucket, now) == instance.slot()
                && routing.instances(instance.slot()).contains(instance);
    }

    private @Nullable Instance believedUp(Routing routing, Slot slot, long now) {
        List<Instance> instances = routing.instances(slot);
        if (instances.isEmpty()) {
            return null;
        }
        int first = routing.nextTurn(slot);
        for (int i = 0; i < instances.size(); i++) {
            Instance candidate = instances.get((first + i) % instances.size());
            if (!refused.contains(candidate) && candidate.availability().mayTry(now)) {
                return candidate;
            }
        }
        return null;
    }

    private @Nullable Instance untried(Routing routing, Slot slot) {
        List<Instance> instances = routing.instances(slot);
        boolean tried = refused.stream().anyMatch(instance -> instance.slot() == slot);
        return tried || instances.isEmpty() ? null : instances.get(routing.nextTurn(slot));
    }
}
