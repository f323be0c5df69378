package dev.surefoot.judge;

import java.time.Duration;

/** Alternatives of "the canary is worse": ratios of error rates, equally weighted. */
final class Worse {
    private static final double[] RATIOS = {1.25, 1.5, 2, 3, 5, 10, 20, 50};
    private static final Duration HOUR = Duration.ofHours(1);

    private Worse() {}

    static StartMixture initial() {
        return StartMixture.over(RATIOS.length);
    }

    /** The evidence after a window, damped by the plan's dispersion. */
    static StartMixture after(StartMixture before, Split split, Plan plan) {
        double divisor = plan.dispersion().divisor();
        return before.plus(
                windowsPerHour(plan),
                i -> split.compares() ? Odds.logRatio(split, RATIOS[i], 1) / divisor : 0);
    }

    /** ⌈3600 s / window⌉. */
    static long windowsPerHour(Plan plan) {
        // Not Duration.dividedBy, which calculates in BigDecimal: this runs twice a window.
        long nanos = plan.window().toNanos();
        return Math.ceilDiv(HOUR.toNanos(), nanos);
    }

    static int alternatives() {
        return RATIOS.length;
    }
}
