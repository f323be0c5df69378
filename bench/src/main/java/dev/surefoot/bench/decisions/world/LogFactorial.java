package dev.surefoot.bench.decisions.world;

/** ln k!, exact to rounding below 4096, then by Stirling's series (error below 1e-15 relative). */
final class LogFactorial {
    private static final double[] TABLE = new double[4096];
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

    static {
        for (int k = 2; k < TABLE.length; k++) {
            TABLE[k] = TABLE[k - 1] + StrictMath.log(k);
        }
    }

    private LogFactorial() {}

    static double of(long k) {
        if (k < TABLE.length) {
            return TABLE[(int) k];
        }
        double x = k + 1.0;
        return (x - 0.5) * StrictMath.log(x) - x + HALF_LOG_TWO_PI + 1 / (12 * x);
    }
}
