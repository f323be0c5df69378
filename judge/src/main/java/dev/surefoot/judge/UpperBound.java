package dev.surefoot.judge;

/**
 * Upper bound of a share of errors that holds at all times at once. Fixed weights bound the running
 * mean even where the share changes.
 */
final class UpperBound {
    private static final double[] FRACTIONS = {0, .1, .25, .5, .7, .8, .9, .95, .98, .99};
    private static final int HALVINGS = 200;

    private UpperBound() {}

    /** The largest q with (1/10) Σ_f f^S (1 − q(1 − f))^−n below 1/δ; 1 if all are. */
    static double of(long errors, long requests, double delta) {
        return of(errors, requests, delta, 1);
    }

    /** Likewise with every log-likelihood over {@code divisor}, for events that cluster. */
    static double of(long errors, long requests, double delta, double divisor) {
        double limit = -StrictMath.log(delta);
        if (logMean(errors, requests, divisor, 1) < limit) {
            return 1;
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            if (logMean(errors, requests, divisor, middle) < limit) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double logMean(long errors, long requests, double divisor, double q) {
        double[] logs = new double[FRACTIONS.length];
        for (int i = 0; i < logs.length; i++) {
            double f = FRACTIONS[i];
            double first = errors == 0 ? 0 : errors * StrictMath.log(f);
            double second = requests == 0 ? 0 : -requests * StrictMath.log1p(-q * (1 - f));
            // With f = 0 and an error the product is 0, also where q = 1 makes the other infinite.
            logs[i] = first == Double.NEGATIVE_INFINITY ? first : (first + second) / divisor;
        }
        return Logs.mean(logs);
    }
}
