package dev.surefoot.judge;

/**
 * Sums of numbers that are kept as natural logarithms. Every loop runs in index order, so that the
 * same input gives the same bits.
 */
final class Logs {
    private Logs() {}

    /** ln(eᵃ + eᵇ); either may be −∞. */
    static double add(double a, double b) {
        double high = Math.max(a, b);
        return high == Double.NEGATIVE_INFINITY
                ? high
                : high + StrictMath.log1p(StrictMath.exp(Math.min(a, b) - high));
    }

    /** Logarithm of the arithmetic mean of the numbers whose logarithms are given. */
    static double mean(double... logs) {
        return scaled(logs, logs.length);
    }

    /** Logarithm of the sum of the numbers whose logarithms are given. */
    static double sum(double... logs) {
        return scaled(logs, 1);
    }

    private static double scaled(double[] logs, int divisor) {
        double high = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            high = Math.max(high, log);
        }
        if (Double.isInfinite(high)) {
            return high;
        }
        double sum = 0;
        for (double log : logs) {
            sum += StrictMath.exp(log - high);
        }
        return high + StrictMath.log(sum / divisor);
    }
}
