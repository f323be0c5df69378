package dev.surefoot.judge;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * How long a plan's decisions take, and how many requests they cost, on average and at one share:
 * what every wager gains a request is known beforehand, so nothing is simulated. For people; no
 * decision rests on it. Of metrics, only errors are reckoned with, at the weight that they have.
 *
 * @param plan what is promised
 * @param requestsPerSecond of both versions
 * @param errorRate the baseline's share of errors
 * @param share the canary's part of the requests
 */
public record Expected(Plan plan, double requestsPerSecond, double errorRate, double share) {
    private static final double LONGEST_SECONDS = Duration.ofDays(365).toSeconds();
    private static final int FEWEST_EVENTS = 3;

    /**
     * Checks the traffic.
     *
     * @throws IllegalArgumentException naming setting, value and bound
     */
    public Expected {
        Bounds.inside(requestsPerSecond, 0, 1e9, "requests-per-second");
        Bounds.unless(
                errorRate >= 0 && errorRate < 1,
                "baseline-error-rate",
                errorRate,
                "at least 0 and less than 1");
        Bounds.inside(share, 0, 1, "share");
    }

    /**
     * One decision.
     *
     * @param after from the first request of the canary to the decision
     * @param canaryRequests the canary's until then
     * @param canaryErrors how many of them fail
     */
    public record Decision(Duration after, double canaryRequests, double canaryErrors) {}

    /** When a version that fails like the baseline is promoted; empty: not within a year. */
    public Optional<Decision> promotion() {
        Measure measure = errors();
        double[] gains =
                Wagers.ofFitness(errorRate, measure.bar().orElseThrow(), share, measure.divisor());
        double requests =
                Wagers.requestsUntil(
                        -StrictMath.log(plan.beta()), Fitness.initial().weightedLogs(), gains);
        double least = plan.minEvidenceTime().toNanos() / 1e9 * requestsPerSecond;
        return decision(Math.max(requests, least), errorRate);
    }

    /**
     * When the comparison rolls back a version that fails {@code canaryErrorRate} of its requests
     * from the first one on; empty: not within a year. Rails may be sooner. A fault that starts
     * later takes longer, after an hour and a half about twice as many requests.
     */
    public Optional<Decision> rollback(double canaryErrorRate) {
        Bounds.unless(
                canaryErrorRate > errorRate && canaryErrorRate <= 1,
                "canary-error-rate",
                canaryErrorRate,
                "above the baseline's " + errorRate + " and at most 1");
        Measure measure = errors();
        double[] gains = Wagers.ofWorse(errorRate, canaryErrorRate, share, measure.divisor());
        double[] logs = new double[gains.length];
        // Half of the wager is placed on the first window, the same on each alternative.
        Arrays.fill(logs, -StrictMath.log(2.0 * logs.length));
        double goal = -StrictMath.log(plan.alpha() * measure.weight());
        double requests = Wagers.requestsUntil(goal, logs, gains);
        double least = FEWEST_EVENTS / (share * canaryErrorRate);
        return decision(Math.max(requests, least), canaryErrorRate);
    }

    private Measure errors() {
        return Measure.of(plan).getFirst();
    }

    /** Nobody decides within a window. */
    private Optional<Decision> decision(double requests, double canaryErrorRate) {
        double window = plan.window().toNanos() / 1e9;
        double seconds = Math.ceil(requests / requestsPerSecond / window - 1e-9) * window;
        if (!(seconds < LONGEST_SECONDS)) {
            return Optional.empty();
        }
        double canary = seconds * requestsPerSecond * share;
        return Optional.of(
                new Decision(
                        Duration.ofNanos(Math.round(seconds * 1e9)),
                        canary,
                        canary * canaryErrorRate));
    }
}
