package dev.surefoot.schema.run.backfill;

/**
 * How many rows the next batch has: towards the aimed time, by an exponential mean of how long
 * batches took for their rows; at most a fifth more than the last one, or twice as many while that
 * one took less than a quarter of the aim. Pure.
 *
 * @param rows of the next batch
 * @param perRow mean milliseconds; 0 before the first batch
 */
record BatchSize(int rows, double perRow) {
    private static final double WEIGHT = 0.4;
    private static final double MOST_GROWTH = 1.2;
    private static final double GROWTH_FAR_BELOW = 2;
    private static final double FAR_BELOW = 0.25;

    static BatchSize first(int rows) {
        return new BatchSize(rows, 0);
    }

    /** After a full batch. */
    BatchSize after(double tookMs, FillLimits limits) {
        double now = Math.max(tookMs, 0.01) / rows;
        double mean = perRow == 0 ? now : WEIGHT * now + (1 - WEIGHT) * perRow;
        double fitting = limits.aim().toMillis() / mean;
        boolean farBelow = tookMs < FAR_BELOW * limits.aim().toMillis();
        double next = Math.min(fitting, rows * (farBelow ? GROWTH_FAR_BELOW : MOST_GROWTH));
        return new BatchSize(clamped(next, limits), mean);
    }

    /** After one that was given up. */
    BatchSize halved(FillLimits limits) {
        return new BatchSize(clamped(rows / 2.0, limits), perRow);
    }

    private static int clamped(double rows, FillLimits limits) {
        return (int) Math.round(Math.clamp(rows, limits.least(), limits.most()));
    }
}
