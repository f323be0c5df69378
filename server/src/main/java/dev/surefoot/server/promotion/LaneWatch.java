package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.time.Ids;

import java.util.Optional;

/** Looks whether a requested promotion may begin. */
final class LaneWatch {
    private final Promotions store;
    private final World world;

    LaneWatch(Promotions store, World world) {
        this.store = store;
        this.world = world;
    }

    /** The new version goes to the slot that does not serve. */
    Arms arms(Promotion promotion) {
        Promotion.Subject subject = promotion.subject();
        return store.running(subject.service(), subject.environment())
                .flatMap(Promotion::arms)
                .map(serving -> Arms.canaryIn(serving.canarySlot().other()))
                .orElse(Arms.canaryIn(Slot.BLUE));
    }

    /**
     * Whether the lane is free, and the environment before this one is done, and nothing is frozen.
     */
    Seen look(Promotion promotion) {
        Promotion.Subject subject = promotion.subject();
        Optional<Promotion> holder = store.lane(subject.service(), subject.environment());
        if (holder.isPresent()) {
            return new Seen.LaneTaken(
                    "promotion "
                            + Ids.brief(holder.get().id())
                            + ", which is "
                            + holder.get().state().label());
        }
        Optional<String> previous = world.sites().apply(subject).previousEnvironment();
        if (previous.isPresent() && !store.completed(subject.candidate(), previous.get())) {
            return new Seen.LaneTaken("the candidate to be complete in " + previous.get());
        }
        return world.freezes()
                .covering(subject.service(), subject.environment(), subject.artifact())
                .<Seen>map(freeze -> new Seen.LaneTaken("the end of " + freeze.words()))
                .orElseGet(Seen.LaneFree::new);
    }
}
