package dev.surefoot.judge;

import java.time.Duration;
import java.util.Optional;

/**
 * What rolls a version back without any comparison.
 *
 * @param errorRate the canary's share of errors that is too much for any version, 0 to 0.5
 * @param restarts restarts beyond the baseline's per-instance number
 * @param notReadyPolls consecutive windows in which the canary is not ready while the baseline is
 * @param blind time without fresh counters after which the judge says that it sees nothing
 * @param availability share of requests that must not fail over a month, where that is promised
 */
public record Rails(
        double errorRate,
        int restarts,
        int notReadyPolls,
        Duration blind,
        Optional<Double> availability) {
    /** 5 % errors, 3 restarts, 3 polls, 60 seconds, nothing promised. */
    public static final Rails DEFAULT =
            new Rails(0.05, 3, 3, Duration.ofSeconds(60), Optional.empty());

    /** Use of a limit from which an instance counts as close to it. */
    static final double CLOSE_TO_LIMIT = 0.9;

    /** Consecutive windows close to a limit that are too many. */
    static final int CLOSE_POLLS = 3;

    /** Burn rate at which a month's error budget is gone in two days. */
    static final double FAST = 14.4;

    private static final double LOWEST_FACTOR = 1.25;

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
        availability.ifPresent(share -> Bounds.inside(share, 0, 1, "rails.availability"));
    }

    /** These rails for a service that promises availability, for example 0.999. */
    public Rails withAvailability(double share) {
        return new Rails(errorRate, restarts, notReadyPolls, blind, Optional.of(share));
    }

    /**
     * An error rate that uses up a month's error budget in two days. Empty without a promise, and
     * where the promise is so low that the limit would be near everything.
     */
    Optional<Double> fastBurn() {
        return availability
                .map(share -> FAST * (1 - share))
                .filter(limit -> LOWEST_FACTOR * limit < 1);
    }

    void digest(Canon to) {
        to.add(errorRate).add(restarts).add(notReadyPolls).add(blind).add(availability);
    }
}
