package dev.surefoot.server.rollout;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;

/**
 * How new requests are divided: {@code primary} gets everything but the other slot's share.
 *
 * @param primary the slot that holds the baseline (HAProxy's maps call it so, too)
 * @param other the share of the slot that is not primary
 */
public record Split(Slot primary, Share other) {
    /** Everything to one slot. */
    public static Split allTo(Slot slot) {
        return new Split(slot, Share.NONE);
    }

    /** Whether both slots have a part: only then can exposure lapse. */
    public boolean divided() {
        return !other.equals(Share.NONE) && !other.equals(Share.ALL);
    }

    /** The share of {@code slot}. */
    public Share of(Slot slot) {
        return slot == primary ? other.rest() : other;
    }
}
