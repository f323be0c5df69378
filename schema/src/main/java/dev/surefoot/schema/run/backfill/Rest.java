package dev.surefoot.schema.run.backfill;

import dev.surefoot.schema.run.target.Pace;

import java.time.Duration;

/**
 * The rest after each batch: a share of the batch's time, or longer. What is done meanwhile without
 * holding any row (looking how far the next batch goes, telling how far we are) is part of it. Not
 * thread-safe.
 */
final class Rest {
    private long ended;
    private long due;

    /**
     * A batch has ended just now.
     *
     * @param tookNanos how long its rows were locked
     * @param share of that which is rested
     * @param least how long to rest at least
     */
    void after(long tookNanos, double share, Duration least) {
        ended = System.nanoTime();
        due = Math.max(Math.round(tookNanos * share), least.toNanos());
    }

    /** Sleeps for what is left of it. */
    void take(Pace.Sleeper sleeper) throws InterruptedException {
        long left = due - (System.nanoTime() - ended);
        if (due > 0 && left > 0) {
            sleeper.sleep(Duration.ofNanos(left));
        }
    }

    /** From a batch to the next one, in seconds, for a batch that took so long. */
    double cycle(long tookNanos, double share) {
        return (tookNanos + Math.max((double) due, tookNanos * share)) / 1e9;
    }
}
