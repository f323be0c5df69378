package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way from one set of entries to another. HAProxy changes one entry at a time, and requests are
 * decided in between; so the steps are ordered such that no request is sent to a slot that neither
 * the old nor the new entries would send it to. Only where another slot becomes primary and shares
 * at once, which no release asks for, everybody goes to the new primary slot first. Pure.
 */
final class Transition {
    private final List<Entries> steps = new ArrayList<>();
    private final Entries target;

    private Transition(Entries target) {
        this.target = target;
    }

    /**
     * Sets of entries, each one step from the one before; the last is {@code target}.
     *
     * @param before empty where nothing whole is known
     */
    static List<Entries> of(Optional<Entries> before, Entries target) {
        if (before.isEmpty()) {
            return List.of(target);
        }
        Transition transition = new Transition(target);
        transition.from(before.get());
        return transition.steps;
    }

    private void from(Entries before) {
        Set<Slot> all = EnumSet.noneOf(Slot.class);
        all.addAll(before.slots());
        all.addAll(target.slots());
        Entries now = step(before.split(), all, before.lease());
        Slot primary = target.split().primary();
        if (before.split().primary() != primary) {
            if (!before.split().other().equals(Share.NONE)) {
                // First everything to the new primary slot, whatever becomes of the lease.
                now = step(now.split(), all, Optional.empty());
                now = step(new Split(now.split().primary(), Share.ALL), all, Optional.empty());
            }
            now = step(Split.allTo(primary), all, Optional.empty());
        }
        // The smaller of two shares is the one that both would give: it is what holds while the
        // lease changes, which can bring exposure back that had lapsed.
        boolean grows = target.split().other().compareTo(now.split().other()) > 0;
        step(grows ? now.split() : target.split(), all, grows ? target.lease() : now.lease());
        now = step(target.split(), all, target.lease());
        if (!now.decidesAs(target) || steps.isEmpty()) {
            steps.add(target);
        }
    }

    private Entries step(Split split, Set<Slot> slots, Optional<Entries.HeldLease> lease) {
        Entries next = new Entries(split, slots, lease, target.token(), target.at());
        if (steps.isEmpty() || !steps.getLast().equals(next)) {
            steps.add(next);
        }
        return next;
    }
}
