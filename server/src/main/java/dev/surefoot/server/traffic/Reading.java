package dev.surefoot.server.traffic;

import java.time.Instant;
import java.util.Optional;

/** What one answer of the router means to one who follows its counters. */
public sealed interface Reading {
    /** Increments since the reading before. */
    record Fresh(Deltas.Window window) implements Reading {}

    /** The router answered, but there is nothing to compare with; the next reading can be fresh. */
    record Gap(String why) implements Reading {}

    /**
     * The router did not answer: not fresh, and nothing is known. What was counted meanwhile comes
     * with the next fresh reading.
     *
     * @param lastFresh when it last did; empty: never to this reader
     */
    record Silent(String why, Optional<Instant> lastFresh) implements Reading {}
}
