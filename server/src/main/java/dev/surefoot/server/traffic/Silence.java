package dev.surefoot.server.traffic;

import dev.surefoot.server.environment.Slot;

import java.time.Duration;

/**
 * Whether a slot gets no new requests: what proves a rollback. Requests still in flight are old
 * ones; what counts is that none has started.
 */
public sealed interface Silence {
    /** Two readings closer than this prove nothing. */
    Duration APART = Duration.ofSeconds(1);

    /**
     * No request started on the slot between the readings.
     *
     * @param othersServe whether the other slot started some meanwhile; without, there was no
     *     traffic that could have shown anything
     */
    record Proven(boolean othersServe) implements Silence {}

    /** Requests still start on the slot. */
    record Broken(long started) implements Silence {}

    /** The readings cannot tell. */
    record Unknown(String why) implements Silence {}

    /** Compares two readings, the earlier one taken after the switch. Pure. */
    static Silence of(Slot slot, CounterSnapshot first, CounterSnapshot second) {
        Duration apart = Duration.between(first.takenAt(), second.takenAt());
        if (apart.compareTo(APART) < 0) {
            return new Unknown("the readings are only " + apart.toMillis() + " ms apart");
        }
        return switch (Deltas.between(first, second)) {
            case Deltas.Gap(String why) -> new Unknown(why);
            case Deltas.Window window -> {
                long started = second.started(slot) - first.started(slot);
                yield started > 0
                        ? new Broken(started)
                        : new Proven(second.started(slot.other()) > first.started(slot.other()));
            }
        };
    }
}
