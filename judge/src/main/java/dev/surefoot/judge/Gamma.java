package dev.surefoot.judge;

/**
 * ln Γ by Stirling's series; the argument is first raised to where eight terms are exact enough.
 */
final class Gamma {
    private static final double[] SERIES = {
        1.0 / 12,
        -1.0 / 360,
        1.0 / 1260,
        -1.0 / 1680,
        1.0 / 1188,
        -691.0 / 360360,
        1.0 / 156,
        -3617.0 / 122400
    };
    private static final double LARGE = 15;
    private static final double HALF_LOG_2PI = 0.9189385332046728;

    private Gamma() {}

    /** ln Γ(z) for z above 0. */
    static double log(double z) {
        double product = 1;
        double large = z;
        while (large < LARGE) {
            product *= large;
            large += 1;
        }
        double inverse = 1 / large;
        double square = inverse * inverse;
        double series = 0;
        for (int i = SERIES.length - 1; i >= 0; i--) {
            series = series * square + SERIES[i];
        }
        return (large - 0.5) * StrictMath.log(large)
                - large
                + HALF_LOG_2PI
                + series * inverse
                - StrictMath.log(product);
    }
}
