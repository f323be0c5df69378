package dev.surefoot.schema.run.backfill;

import java.time.Duration;

/**
 * What a backfill keeps to.
 *
 * @param first rows of the first batch
 * @param least rows of a batch
 * @param most rows of a batch
 * @param aim how long a batch should take; its rows are locked for that long
 * @param batchTimeout after which one is given up and halved
 * @param lockTimeout how long it waits for a row
 * @param rest the share of a batch's time in which no row is locked after it
 * @param patience how long it may be paused in one piece before it ends as held
 */
public record FillLimits(
        int first,
        int least,
        int most,
        Duration aim,
        Duration batchTimeout,
        Duration lockTimeout,
        double rest,
        Duration patience) {
    /** Walks over the whole table at most. */
    static final int PASSES = 3;

    /** Keys in a range of verification. */
    static final int VERIFY_ROWS = 50_000;

    /** Batches given up in a row before it ends as held. */
    static final int GIVEN_UP = 10;

    /**
     * For a budget of stalls: a batch aims at half of it and is given up after four fifths, as its
     * rows stay locked until its commit is on the disk.
     */
    public static FillLimits within(Duration budget, Duration lockTimeout) {
        return new FillLimits(
                1_000,
                100,
                50_000,
                budget.dividedBy(2),
                budget.multipliedBy(4).dividedBy(5),
                lockTimeout,
                0.25,
                Duration.ofHours(12));
    }
}
