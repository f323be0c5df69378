package dev.surefoot.judge;

import java.time.Duration;
import java.util.Optional;

/**
 * When a version as good as the baseline would be promoted: every wager inside F and Q is carried
 * on by what it gains a second on average, at the traffic of the share in force and the baseline's
 * rate of errors. An expectation for people; no decision rests on it.
 */
record Eta(Plan plan, State state) {
    private static final double LONGEST_SECONDS = Duration.ofDays(365).toSeconds();
    private static final int WAGERS = Fitness.PSI.length + Fitness.FRACTIONS.length;
    private static final int NEWTON_STEPS = 6;

    Optional<Duration> atShareInForce() {
        long all = state.exposure.canary() + state.exposure.baseline();
        return all == 0 ? Optional.empty() : at((double) state.exposure.canary() / all);
    }

    /** The time at another share of the same traffic; empty if it is never, or not known. */
    Optional<Duration> at(double share) {
        double rate = state.exposure.rate();
        if (rate == 0 || state.totals.split().baseline().requests() == 0) {
            return Optional.empty();
        }
        if (share <= 0 || share >= 1) {
            return Optional.empty();
        }
        double seconds = requests(share) / rate;
        if (!(seconds < LONGEST_SECONDS)) {
            return Optional.empty();
        }
        Duration time = Duration.ofMillis((long) Math.ceil(Math.max(0, seconds) * 1_000));
        Duration least = plan.minEvidenceTime().minus(state.progress.covered());
        return Optional.of(time.compareTo(least) < 0 ? least : time);
    }

    /** Requests of both arms until the mean of all wagers reaches 1/β; infinite if never. */
    private double requests(double share) {
        double[] gains = gains(share);
        double[] logs = state.fitness.weightedLogs();
        double goal = -StrictMath.log(plan.beta());
        double requests = Double.POSITIVE_INFINITY;
        for (int i = 0; i < WAGERS; i++) {
            if (gains[i] > 0) {
                requests = Math.min(requests, (goal - logs[i]) / gains[i]);
            }
        }
        // The log of a sum of exponentials is convex and one wager alone reaches the goal here, so
        // Newton's steps only fall towards the answer.
        for (int step = 0; step < NEWTON_STEPS && requests < Double.POSITIVE_INFINITY; step++) {
            double sum = 0;
            double slope = 0;
            for (int i = 0; i < WAGERS; i++) {
                double wager = StrictMath.exp(logs[i] + gains[i] * requests - goal);
                sum += wager;
                slope += wager * gains[i];
            }
            requests -= StrictMath.log(sum) * sum / slope;
        }
        return requests;
    }

    /** What each wager's logarithm gains per request of either arm, on average. */
    private double[] gains(double share) {
        Evidence.Tally baseline = state.totals.split().baseline();
        double errorRate = (double) baseline.errors() / baseline.requests();
        double divisor = plan.dispersion().divisor();
        double[] gains = new double[WAGERS];
        double fromMargin = Odds.divergence(share, plan.margin());
        for (int i = 0; i < Fitness.PSI.length; i++) {
            double perError = fromMargin - Odds.divergence(share, Fitness.PSI[i]);
            gains[i] = errorRate * perError / divisor;
        }
        for (int i = 0; i < Fitness.FRACTIONS.length; i++) {
            double fraction = Fitness.FRACTIONS[i];
            double perCanaryRequest =
                    errorRate * StrictMath.log(fraction)
                            + (1 - errorRate) * Ceiling.perSuccess(fraction, plan.maxErrorRate());
            gains[Fitness.PSI.length + i] = share * perCanaryRequest / divisor;
        }
        return gains;
    }
}
