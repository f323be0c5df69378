package dev.surefoot.judge;

/**
 * How often the judge may be wrong, and what counts as too bad.
 *
 * @param alpha chance at most of rolling back a version that is no worse, over the whole release
 * @param beta chance at most of promoting one that is worse by the margin and above the ceiling
 * @param margin odds ratio m of events that is too much; 2 means "twice the odds"
 * @param maxErrorRate share of errors below which a version is good whatever the baseline does
 */
public record Promises(double alpha, double beta, double margin, double maxErrorRate) {
    /**
     * Checks the promises.
     *
     * @throws IllegalArgumentException naming setting, value and bound
     */
    public Promises {
        Bounds.inside(alpha, 0, 0.5, "alpha");
        Bounds.inside(beta, 0, 0.5, "beta");
        Bounds.inside(margin, 1, 100, "margin");
        Bounds.inside(maxErrorRate, 0, 1, "max-error-rate");
    }

    void digest(Canon to) {
        to.add(alpha).add(beta).add(margin).add(maxErrorRate);
    }
}
