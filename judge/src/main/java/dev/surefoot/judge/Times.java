package dev.surefoot.judge;

import java.time.Duration;
import java.util.Optional;

/**
 * The times of a release.
 *
 * @param window nominal length of a window
 * @param minEvidence time that windows must cover before Promote
 * @param deadline time from the first window after which the answer is Inconclusive
 */
public record Times(Duration window, Duration minEvidence, Optional<Duration> deadline) {
    /** Windows of one second, five minutes of evidence, no deadline. */
    public static final Times DEFAULT =
            new Times(Duration.ofSeconds(1), Duration.ofMinutes(5), Optional.empty());

    /**
     * Checks the times.
     *
     * @throws IllegalArgumentException naming setting, value and bound
     */
    public Times {
        Bounds.positive(window, "window");
        Bounds.unless(!minEvidence.isNegative(), "min-evidence-time", minEvidence, "at least zero");
        deadline.ifPresent(time -> Bounds.positive(time, "deadline"));
    }

    void digest(Canon to) {
        to.add(window).add(minEvidence).add(deadline.map(Duration::toString).orElse("none"));
    }
}
