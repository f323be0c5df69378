package dev.surefoot.judge;

import java.time.Duration;

/** Alternatives of "the canary fails more": ratios of error rates, equally weighted. */
final class Worse {
    static final double[] RATIOS = {1.25, 1.5, 2, 3, 5, 10, 20, 50};
    private static final Duration HOUR = Duration.ofHours(1);

    private Worse() {}

    static StartMixture initial() {
        return StartMixture.over(RATIOS.length);
    }

    /** The evidence after a window, damped by {@code divisor}. */
    static StartMixture after(StartMixture before, Split split, double divisor, long perHour) {
        return before.plus(
                perHour, i -> split.compares() ? Odds.logRatio(split, RATIOS[i], 1) / divisor : 0);
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
