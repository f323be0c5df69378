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
        double divisor = state.setup.measures().get(index).divisor();
        return Wagers.requestsUntil(
                -StrictMath.log(plan.beta()),
                track.fitness().orElseThrow().weightedLogs(),
                Wagers.ofFitness(rate, bar, share, divisor));
    }
}
