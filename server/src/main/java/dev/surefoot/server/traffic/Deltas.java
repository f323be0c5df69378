package dev.surefoot.server.traffic;

import java.time.Instant;
import java.util.List;

/** What happened between two snapshots of one router. */
public sealed interface Deltas {
    /**
     * Whole and trustworthy.
     *
     * @param increments one an instance that either snapshot knows
     * @param from when the window began, by the router's clock
     * @param until when it ended
     * @param counted the snapshot to compare the next one with
     */
    record Window(List<Increment> increments, Instant from, Instant until, CounterSnapshot counted)
            implements Deltas {}

    /** The counters cannot be compared; both arms lose this window. */
    record Gap(String why) implements Deltas {}
}
