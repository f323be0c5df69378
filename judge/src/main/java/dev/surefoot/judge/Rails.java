package dev.surefoot.judge;

import java.time.Duration;

/**
 * What rolls a version back without any comparison.
 *
 * @param errorRate the canary's share of errors that is too much for any version, 0 to 0.5
 * @param restarts restarts beyond the baseline's per-instance number
 * @param notReadyPolls consecutive windows in which the canary is not ready while the baseline is
 * @param blind time without fresh counters after which the judge says that it sees nothing
 */
public record Rails(double errorRate, int restarts, int notReadyPolls, Duration blind) {
    /** 5 % errors, 3 restarts, 3 polls, 60 seconds. */
    public static final Rails DEFAULT = new Rails(0.05, 3, 3, Duration.ofSeconds(60));

    /**
     * Checks the rails.
     *
     * @throws IllegalArgumentException naming setting, value and bound
     */
    public Rails {
        Bounds.unless(
                errorRate > 0 && errorRate <= 0.5,
                "rails.error-rate",
                errorRate,
                "greater than 0 and at most 0.5");
        Bounds.unless(restarts >= 1, "rails.restarts", restarts, "at least 1");
        Bounds.unless(notReadyPolls >= 1, "rails.not-ready-polls", notReadyPolls, "at least 1");
        Bounds.positive(blind, "rails.blind");
    }

    /** An error rate that uses up a month's budget in two days; empty without a goal. */
    java.util.Optional<Double> fastBurn() {
        return java.util.Optional.empty();
    }

    /** Use of a limit from which an instance counts as close to it. */
    static final double CLOSE_TO_LIMIT = 0.9;

    void digest(Canon to) {
        to.add(errorRate).add(restarts).add(notReadyPolls).add(blind);
    }
}
