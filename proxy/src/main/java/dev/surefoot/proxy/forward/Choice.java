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
        Slot wanted = routing.slotOf(bucket);
        Instance found = believedUp(routing, wanted, now);
        if (found == null) {
            found = believedUp(routing, wanted.other(), now);
        }
        if (found == null) {
            found = untried(routing, wanted);
        }
        return found == null ? untried(routing, wanted.other()) : found;
    }

    /**
     * Whether a connection to the instance, begun under an older routing, may still be used: the
     * new one would send this request to the same slot, and still knows the instance.
     */
    boolean stillMeans(Instance instance, Routing routing) {
        return routing.slotOf(bucket) == instance.slot()
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
