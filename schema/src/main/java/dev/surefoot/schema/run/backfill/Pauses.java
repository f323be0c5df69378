package dev.surefoot.schema.run.backfill;

import java.time.Duration;

/** How long a backfill pauses: 30 s, then twice that, at most 10 min. Pure. */
final class Pauses {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration MOST = Duration.ofMinutes(10);

    private Pauses() {}

    /**
     * The next one.
     *
     * @param before pauses in a row so far
     */
    static Duration after(int before) {
        Duration span = FIRST.multipliedBy(1L << Math.min(before, 10));
        return span.compareTo(MOST) > 0 ? MOST : span;
    }
}
