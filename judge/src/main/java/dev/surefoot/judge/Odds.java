package dev.surefoot.judge;

/**
 * The comparison of errors without a nuisance rate: given K errors in both arms together, how many
 * fall on the canary depends on its share of requests and the ratio of the error rates alone.
 */
final class Odds {
    private Odds() {}

    /** Chance that an error is the canary's: rate ratio r, observed share s of requests. */
    static double theta(double r, double s) {
        return r * s / (r * s + 1 - s);
    }

    /**
     * ln of the likelihood ratio of rate ratio r against r0. On average the ratio itself is at most
     * 1 for independent requests whose mean rate in the canary is at most r0 times the baseline's
     * (from ln(1 + u) ≤ u), and for r0 = 1 wherever requests are routed at random, however errors
     * cluster.
     */
    static double logRatio(Split split, double r, double r0) {
        double s = split.share();
        if (s == 0 || s == 1) {
            return 0;
        }
        double theta = theta(r, s);
        double theta0 = theta(r0, s);
        return split.canaryErrors() * StrictMath.log(theta / theta0)
                + split.baselineErrors() * StrictMath.log((1 - theta) / (1 - theta0));
    }

    /** Kullback–Leibler divergence, in nats per error, of ratio 1 from ratio m at share s. */
    static double divergence(double s, double m) {
        double p = theta(1, s);
        double q = theta(m, s);
        return p * StrictMath.log(p / q) + (1 - p) * StrictMath.log((1 - p) / (1 - q));
    }
}
