package dev.surefoot.judge;

/**
 * What a judgement rests on; numbers only, {@link Words} makes sentences of them. Logarithms are
 * natural, for the values themselves can exceed a double.
 *
 * @param canary used windows only
 * @param baseline used windows only
 * @param expectedCanaryErrors errors the canary would have had at its share of requests
 * @param worse evidence that the canary is worse
 * @param fit evidence that the canary is fit for promotion
 * @param errorRate evidence for the rail, over all windows with counts, {@link Judge#rails} too
 * @param shareBp the canary's share in the last window
 * @param windows what became of the windows
 * @param dispersion how failures cluster, and how that is known
 */
public record Evidence(
        Tally canary,
        Tally baseline,
        double expectedCanaryErrors,
        Worse worse,
        Fit fit,
        ErrorRate errorRate,
        int shareBp,
        Windows windows,
        Dispersion dispersion) {
    /** Requests and how many of them failed. */
    public record Tally(long requests, long errors) {
        static final Tally NONE = new Tally(0, 0);

        Tally plus(Tally other) {
            return new Tally(requests + other.requests, errors + other.errors);
        }
    }

    /**
     * Evidence against "no worse": a wager that grows by at most 1 on average if that is true.
     *
     * @param logE its logarithm
     * @param threshold 1/α, where it rolls back
     */
    public record Worse(double logE, double threshold) {
        /** The e-value itself; may be infinite. */
        public double eValue() {
            return StrictMath.exp(logE);
        }
    }

    /**
     * Evidence against "worse by the margin, and above the ceiling".
     *
     * @param logF against "worse by the margin"
     * @param logQ against "share of errors at or above the ceiling"
     * @param threshold 1/β, where the mean of both promotes
     */
    public record Fit(double logF, double logQ, double threshold) {
        /** ½F + ½Q; may be infinite. */
        public double combined() {
            return (StrictMath.exp(logF) + StrictMath.exp(logQ)) / 2;
        }
    }

    /**
     * Evidence that the canary's share of errors is above the rail's limit.
     *
     * @param canary all counts of the canary since the first window
     * @param limit the rail's {@code error-rate}
     * @param logE the logarithm of the evidence
     * @param threshold 1000, where it rolls back
     */
    public record ErrorRate(Tally canary, double limit, double logE, double threshold) {}

    /**
     * What became of the windows.
     *
     * @param used counted
     * @param skipped a gap, or an arm without fresh counters
     * @param dropped never seen: their numbers were jumped over
     */
    public record Windows(long used, long skipped, long dropped) {}
}
