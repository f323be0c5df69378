package dev.surefoot.judge;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * How long a plan's decisions take, and how many requests they cost, on average and at one share:
 * what every wager gains a request is known beforehand, so nothing is simulated. For people; no
 * decision rests on it. Of metrics, only errors are reckoned with, at the weight that they have.
 * Rollbacks are within a tenth of what is simulated, where a window has two requests of the canary
 * or more, and promotions within a quarter.
 *
 * @param plan what is promised
 * @param requestsPerSecond of both versions
 * @param errorRate the baseline's share of errors
 * @param share the canary's part of the requests
 */
public record Expected(Plan plan, double requestsPerSecond, double errorRate, double share) {
    private static final double LONGEST_SECONDS = Duration.ofDays(365).toSeconds();
    private static final int FEWEST_EVENTS = 3;
    private static final double MANY_WINDOWS = 50;

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
        double time = Math.max(requests / requestsPerSecond, seconds(plan.minEvidenceTime()));
        // Nobody decides within a window.
        return decision(Math.ceil(time / seconds(plan.window()) - 1e-9), errorRate);
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
        double goal = -StrictMath.log(plan.alpha() * measure.weight());
        double perWindow = requestsPerSecond * seconds(plan.window());
        double drift = requestsByDrift(measure, goal, canaryErrorRate) / perWindow;
        if (!(drift * seconds(plan.window()) < LONGEST_SECONDS)) {
            return Optional.empty();
        }
        ErrorWalk walk =
                ErrorWalk.of(
                        new ErrorWalk.Traffic(perWindow, share),
                        canaryErrorRate,
                        errorRate,
                        measure.divisor());
        // What takes that many errors hangs on chance by little; in the middle of a window it ends
        // with that window.
        double least = Math.max(drift, FEWEST_EVENTS / (perWindow * share * canaryErrorRate));
        double otherwise = least < MANY_WINDOWS ? Math.ceil(least - 1e-9) : least + 0.5;
        return decision(walk.windows(goal, FEWEST_EVENTS).orElse(otherwise), canaryErrorRate);
    }

    /** Requests if every wager goes on as it does on average; infinite if none of them gains. */
    private double requestsByDrift(Measure measure, double goal, double canaryErrorRate) {
        double[] gains = Wagers.ofWorse(errorRate, canaryErrorRate, share, measure.divisor());
        double[] logs = new double[gains.length];
        // Half of the wager is placed on the first window, the same on each alternative.
        Arrays.fill(logs, -StrictMath.log(2.0 * logs.length));
        return Wagers.requestsUntil(goal, logs, gains);
    }

    private Measure errors() {
        return Measure.of(plan).getFirst();
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private Optional<Decision> decision(double windows, double canaryErrorRate) {
        double seconds = windows * seconds(plan.window());
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
