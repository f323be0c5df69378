package dev.surefoot.judge;

import java.time.Duration;

/**
 * A window with its arms summed, and what may be learned from it.
 *
 * @param comparing whether the baseline serves beside the canary; else only rails are watched
 */
record Look(Window window, Arm canary, Arm baseline, boolean comparing) {
    static Look at(Window window, boolean comparing) {
        return new Look(window, Arm.of(window.canary()), Arm.of(window.baseline()), comparing);
    }

    /** The counters of all arms that must be seen were read. Never looks at errors. */
    boolean fresh() {
        return canary.fresh() && (!comparing || baseline.fresh());
    }

    /** Counts may be used: fresh, and neither a reset nor a missing scrape in either arm. */
    boolean usable() {
        return fresh() && !window.gap();
    }

    Split split() {
        return new Split(canary.tally(), baseline.tally());
    }

    Duration length() {
        return Duration.between(window.start(), window.end());
    }
}
