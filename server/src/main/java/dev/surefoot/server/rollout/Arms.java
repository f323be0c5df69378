package dev.surefoot.server.rollout;

import dev.surefoot.server.environment.Slot;

/** Which slot plays which role in one promotion. */
public record Arms(Slot baselineSlot, Slot canarySlot) {
    public Arms {
        if (baselineSlot == canarySlot) {
            throw new IllegalArgumentException("both roles are in slot " + baselineSlot);
        }
    }

    /** The canary in {@code slot}, the baseline in the other. */
    public static Arms canaryIn(Slot slot) {
        return new Arms(slot.other(), slot);
    }
}
