package dev.surefoot.judge;

import java.util.List;

/**
 * How much more failures cluster than independent ones would (variance over mean), and how that is
 * known.
 *
 * @param phi at least 1
 * @param source for people: "declared request", "history", "default 2"
 */
public record Dispersion(double phi, String source) {
    /** What evidence is worth under this dispersion, in one sentence for all output. */
    public static final String LABEL =
            "exact for independent requests or per-request random routing;"
                    + " otherwise calibrated, not proven";

    /** Requests are drawn anew each time: nothing to correct. */
    public static final Dispersion DECLARED_REQUEST = new Dispersion(1, "declared request");

    /** Nothing is known. */
    public static final Dispersion DEFAULT = new Dispersion(2, "default 2");

    private static final double IGNORED_UP_TO = 1.2;
    private static final double CAUTION = 1.25;
    private static final double ENOUGH_ERRORS = 100;

    /**
     * Checks the factor.
     *
     * @throws IllegalArgumentException naming setting, value and bound
     */
    public Dispersion {
        Bounds.unless(phi >= 1 && phi <= 1_000, "dispersion", phi, "from 1 to 1000");
    }

    /** What must be assumed as long as nobody measured. */
    static Dispersion unmeasured(Routing routing) {
        return routing == Routing.REQUEST ? DECLARED_REQUEST : DEFAULT;
    }

    /**
     * Measures the dispersion of a fleet of the same version: Σ of squared deviations from each
     * window's mean, over Σ (instances − 1) · mean; never below 1. {@link #DEFAULT} if there are
     * fewer than three instances in every window, or not one error; with fewer than a hundred
     * errors never below it, for one lone error says nothing of clusters.
     *
     * @param windows per window the errors of each instance
     */
    public static Dispersion measured(List<? extends List<? extends Number>> windows) {
        double squares = 0;
        double expected = 0;
        double errors = 0;
        for (List<? extends Number> window : windows) {
            if (window.size() < 3) {
                continue;
            }
            double sum = 0;
            for (Number x : window) {
                sum += x.doubleValue();
            }
            double mean = sum / window.size();
            for (Number x : window) {
                squares += (x.doubleValue() - mean) * (x.doubleValue() - mean);
            }
            expected += (window.size() - 1) * mean;
            errors += sum;
        }
        if (expected == 0) {
            return DEFAULT;
        }
        double phi = Math.clamp(squares / expected, 1, 1_000);
        return errors < ENOUGH_ERRORS && phi < DEFAULT.phi()
                ? new Dispersion(DEFAULT.phi(), "default 2, with few failures in history")
                : new Dispersion(phi, "history");
    }

    void digest(Canon to) {
        to.add(phi).add(source);
    }

    /** What every log-likelihood is divided by: 1 up to a φ of 1.2, then 1.25 φ. */
    public double divisor() {
        return phi > IGNORED_UP_TO ? CAUTION * phi : 1;
    }
}
