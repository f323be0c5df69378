package dev.surefoot.judge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A window with its arms summed, and what may be learned from it.
 *
 * @param comparing whether the baseline serves beside the canary; else only rails are watched
 * @param late read too late: nothing is learned from it
 */
record Look(Window window, Arm canary, Arm baseline, boolean comparing, boolean late) {
    /** Checks the window, which is refused if it cannot be true. */
    static Look at(Window window, Plan plan, boolean comparing) {
        Metrics metrics = plan.metrics();
        window.check(metrics);
        Arm canary = Arm.of(window.canary(), metrics);
        Arm baseline = Arm.of(window.baseline(), metrics);
        boolean timed = canary.timed() && baseline.timed();
        return new Look(
                window,
                timed ? canary : canary.untimed(metrics),
                timed ? baseline : baseline.untimed(metrics),
                comparing,
                window.readAt().isAfter(window.end().plus(plan.window())));
    }

    /** The counters of all arms that must be seen were read. Never looks at errors. */
    boolean fresh() {
        return !late && canary.fresh() && (!comparing || baseline.fresh());
    }

    /** Counts may be used: fresh, and neither a reset nor a missing scrape in either arm. */
    boolean usable() {
        return fresh() && !window.gap();
    }

    /** Requests and errors of both arms. */
    Split split() {
        return new Split(canary.tally(), baseline.tally());
    }

    /** All cuts of the plan, in order. */
    List<Split> splits() {
        List<Split> splits = new ArrayList<>(canary.cuts().size());
        for (int i = 0; i < canary.cuts().size(); i++) {
            splits.add(new Split(canary.cuts().get(i), baseline.cuts().get(i)));
        }
        return splits;
    }

    Duration length() {
        return Duration.between(window.start(), window.end());
    }
}
