package dev.surefoot.judge;

import java.util.List;
import java.util.Optional;

/**
 * What a judgement rests on; numbers only, {@link Words} makes sentences of them. Logarithms are
 * natural, for the values themselves can exceed a double.
 *
 * @param canary requests and errors of used windows only
 * @param baseline likewise
 * @param expectedCanaryErrors errors the canary would have had at its share of requests
 * @param worse evidence of all metrics together that the canary is worse
 * @param fit evidence that the canary's errors are fit for promotion
 * @param errorRate evidence for the rail, over all windows with counts, {@link Judge#rails} too
 * @param shareBp the canary's share in the last window
 * @param windows what became of the windows
 * @param dispersion how errors cluster, and how that is known
 * @param metrics each metric's own part; errors first
 * @param spending what the release has cost, where it has a budget
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
        Dispersion dispersion,
        List<Metric> metrics,
        Optional<Spending> spending) {
    /** Copies the list. */
    public Evidence {
        metrics = List.copyOf(metrics);
    }

    /** ln of the evidence for Promote of the metric that has least; it decides. */
    public double logFit() {
        double least = fit.logCombined();
        for (Metric metric : metrics) {
            least = Math.min(least, metric.fit().map(Fit::logCombined).orElse(least));
        }
        return least;
    }

    /** Requests and how many of them failed, or were slow, or had another event. */
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

        /** Its logarithm, always finite. */
        double logCombined() {
            return Logs.mean(logF, logQ);
        }
    }

    /**
     * One metric's part.
     *
     * @param kind errors, latency or an event
     * @param name the boundary in seconds that speaks loudest against the canary; the event's name
     * @param weight its part of {@link Evidence#worse}
     * @param logE ln of its own evidence that the canary is worse
     * @param canary at that boundary: requests and how many were slower
     * @param baseline likewise
     * @param expected the canary's events at its share of trials
     * @param fit evidence for Promote, where something must be proven
     */
    public record Metric(
            Culprit.Kind kind,
            String name,
            double weight,
            double logE,
            Tally canary,
            Tally baseline,
            double expected,
            Optional<Fit> fit) {}

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
     * What the release has cost.
     *
     * @param budget failed requests that it may cost
     * @param excess the canary's failed requests beyond the baseline's share; chance included
     * @param deviation what chance makes of it, one standard deviation
     * @param left of the budget after what surely was spent
     * @param rail the excess that rolls back
     * @param assumedExcess excess failure probability that growth must be prepared for; empty where
     *     something else bounded it first
     * @param limit what bounds growth now
     */
    public record Spending(
            double budget,
            double excess,
            double deviation,
            double left,
            double rail,
            Optional<Double> assumedExcess,
            Limit limit) {
        /** What bounds growth. */
        public enum Limit {
            /** Nothing may grow now: data, routing, an incident, or the answer itself. */
            HELD,
            /** The last raise was not yet seen for a reaction time and thirty requests. */
            REACTION,
            /** The largest factor of a raise. */
            GROWTH,
            /** What is left of the budget. */
            BUDGET,
            /** The highest share, before or after Promote. */
            MAX_SHARE,
            /** What the canary's replicas can serve. */
            CAPACITY
        }
    }

    /**
     * What became of the windows.
     *
     * @param used counted
     * @param skipped a gap, or an arm without fresh counters
     * @param dropped came too late, more than a window after their end
     */
    public record Windows(long used, long skipped, long dropped) {}
}
