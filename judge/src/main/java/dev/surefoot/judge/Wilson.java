package dev.surefoot.judge;

/**
 * Wilson's score interval of a share, 95 %.
 *
 * @param low lower end
 * @param high upper end
 */
public record Wilson(double low, double high) {
    private static final double Z = 1.959963984540054;

    /** The interval for k of n, n at least 1. */
    public static Wilson of(long k, long n) {
        Bounds.unless(n >= 1 && k >= 0 && k <= n, "k of n", k + " of " + n, "0 ≤ k ≤ n, 1 ≤ n");
        return ofShare((double) k / n, (double) n);
    }

    /** The interval for a share that was seen in {@code n} independent trials, above 0. */
    public static Wilson ofShare(double p, double n) {
        Bounds.unless(p >= 0 && p <= 1 && n > 0, "share of n", p + " of " + n, "0 ≤ p ≤ 1, 0 < n");
        double z2 = Z * Z;
        double center = p + z2 / (2 * n);
        double half = Z * StrictMath.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
        double scale = 1 + z2 / n;
        return new Wilson(Math.max(0, (center - half) / scale), (center + half) / scale);
    }
}
