package dev.surefoot.judge;

import java.time.Duration;
import java.util.Optional;

/**
 * When a version as good as the baseline would be promoted: every wager inside F and Q is carried
 * on by what it gains a second on average, at the traffic of the share in force and the baseline's
 * rate of events; the metric that takes longest decides. An expectation for people; no decision
 * rests on it.
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
        if (rate == 0 || share <= 0 || share >= 1) {
            return Optional.empty();
        }
        double seconds = 0;
        for (int i = 0; i < state.setup.measures().size(); i++) {
            Optional<Measure.Bar> bar = state.setup.measures().get(i).bar();
            if (bar.isPresent()) {
                double requests = requests(i, bar.get(), share);
                // Math.max keeps a NaN, which then is "not known".
                seconds = Math.max(seconds, requests / rate);
            }
        }
        if (!(seconds < LONGEST_SECONDS)) {
            return Optional.empty();
        }
        Duration time = Duration.ofMillis((long) Math.ceil(seconds * 1_000));
        Duration least = plan.minEvidenceTime().minus(state.progress.covered());
        return Optional.of(time.compareTo(least) < 0 ? least : time);
    }

    /** Requests of both arms until the mean of all wagers reaches 1/β; infinite if never. */
    private double requests(int index, Measure.Bar bar, double share) {
        Track track = state.tracks.get(index);
        Evidence.Tally baseline = track.totals().get(bar.cut()).split().baseline();
        if (baseline.requests() == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double rate = (double) baseline.errors() / baseline.requests();
        double[] gains = gains(rate, bar, share);
        for (int i = 0; i < gains.length; i++) {
            gains[i] /= state.setup.measures().get(index).divisor();
        }
        return requests(gains, track.fitness().orElseThrow().weightedLogs());
    }

    private double requests(double[] gains, double[] logs) {
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
    private static double[] gains(double rate, Measure.Bar bar, double share) {
        double[] gains = new double[WAGERS];
        double fromMargin = Odds.divergence(share, bar.margin());
        for (int i = 0; i < Fitness.PSI.length; i++) {
            gains[i] = rate * (fromMargin - Odds.divergence(share, Fitness.PSI[i]));
        }
        for (int i = 0; i < Fitness.FRACTIONS.length; i++) {
            double fraction = Fitness.FRACTIONS[i];
            gains[Fitness.PSI.length + i] =
                    share
                            * (rate * StrictMath.log(fraction)
                                    + (1 - rate) * Ceiling.perSuccess(fraction, bar.limit()));
        }
        return gains;
    }
}
