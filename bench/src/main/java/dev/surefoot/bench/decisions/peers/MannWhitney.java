package dev.surefoot.bench.decisions.peers;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The rank test behind Kayenta's judge (spinnaker/kayenta a69573b): how far one sample lies above
 * another, with an interval, from the normal approximation with corrections for ties and
 * continuity. The shift at which the statistic crosses a quantile is found by Brent's method with
 * the source's absolute tolerance of 1e-4; since the statistic jumps, results depend on it, and are
 * kept so. Immutable; safe for any thread.
 */
public final class MannWhitney {
    private static final double TOLERANCE = 1e-4;
    private static final double EPSILON = 0x1p-52;
    private static final int MOST_STEPS = 1_000;

    private final double[] x;
    private final double[] y;

    private MannWhitney(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /**
     * How far x lies above y.
     *
     * @param low lower end of the interval
     * @param high upper end of the interval
     * @param estimate the shift in between
     */
    public record Shift(double low, double high, double estimate) {}

    /** A comparison of two samples, both not empty. */
    public static MannWhitney of(double[] experiment, double[] control) {
        double[] x = experiment.clone();
        double[] y = control.clone();
        Arrays.sort(x);
        Arrays.sort(y);
        return new MannWhitney(x, y);
    }

    /**
     * The shift with its interval; {@code z} is the upper normal quantile of half of what is left
     * out.
     *
     * @throws ArithmeticException if all values are tied at some shift on the way
     */
    public Shift shift(double z) {
        return new Shift(crossing(z), crossing(-z), root(0));
    }

    /** The standardized statistic when x is moved down by {@code by}. */
    public double statistic(double by) {
        double m = x.length;
        double n = y.length;
        double above = 0;
        double ties = 0;
        int i = 0;
        int j = 0;
        while (i < x.length || j < y.length) {
            double value =
                    i == x.length ? y[j] : j == y.length ? x[i] - by : Math.min(x[i] - by, y[j]);
            int ownBefore = i;
            int otherBefore = j;
            while (i < x.length && x[i] - by == value) {
                i++;
            }
            while (j < y.length && y[j] == value) {
                j++;
            }
            double own = i - ownBefore;
            double other = j - otherBefore;
            above += own * (otherBefore + other / 2);
            double tied = own + other;
            ties += tied * tied * tied - tied;
        }
        double distance = above - m * n / 2;
        double spread = m * n / 12 * (m + n + 1 - ties / ((m + n) * (m + n - 1)));
        if (spread == 0) {
            throw new ArithmeticException("all values are tied");
        }
        return (distance - Math.signum(distance) * .5) / Math.sqrt(spread);
    }

    private double crossing(double quantile) {
        double least = x[0] - y[y.length - 1];
        double most = x[x.length - 1] - y[0];
        if (statistic(least) - quantile <= 0) {
            return least;
        }
        return statistic(most) - quantile >= 0 ? most : root(quantile);
    }

    private double root(double quantile) {
        return brent(
                by -> statistic(by) - quantile, x[0] - y[y.length - 1], x[x.length - 1] - y[0]);
    }

    /** Brent (1973), chapter 4: inverse interpolation where it converges, else bisection. */
    private static double brent(DoubleUnaryOperator f, double from, double to) {
        double before = from;
        double best = to;
        double fBefore = f.applyAsDouble(before);
        double fBest = f.applyAsDouble(best);
        if (fBefore == 0) {
            return before;
        }
        double other = before;
        double fOther = fBefore;
        for (int i = 0; i < MOST_STEPS; i++) {
            double last = best - before;
            if (Math.abs(fOther) < Math.abs(fBest)) {
                before = best;
                best = other;
                other = before;
                fBefore = fBest;
                fBest = fOther;
                fOther = fBefore;
            }
            double least = 2 * EPSILON * Math.abs(best) + TOLERANCE / 2;
            double half = (other - best) / 2;
            if (Math.abs(half) <= least || fBest == 0) {
                return best;
            }
            double step = half;
            if (Math.abs(last) >= least && Math.abs(fBefore) > Math.abs(fBest)) {
                double tried = interpolated(before, best, other, fBefore, fBest, fOther);
                // Away from the bracket's far end, and shrinking: else halve.
                boolean inside =
                        tried * half > 0 && Math.abs(tried) < 1.5 * Math.abs(half) - least / 2;
                if (inside && Math.abs(tried) < Math.abs(last / 2)) {
                    step = tried;
                }
            }
            before = best;
            fBefore = fBest;
            best += Math.abs(step) < least ? Math.copySign(least, step) : step;
            fBest = f.applyAsDouble(best);
            if (fBest > 0 == fOther > 0 && fBest != 0) {
                other = before;
                fOther = fBefore;
            }
        }
        return best;
    }

    /** Where the secant, or the inverse parabola through three points, is zero: the way there. */
    private static double interpolated(
            double a, double b, double c, double fa, double fb, double fc) {
        if (a == c) {
            double s = fb / fa;
            return (c - b) * s / (s - 1);
        }
        double q = fa / fc;
        double r = fb / fc;
        double s = fb / fa;
        double up = s * ((c - b) * q * (q - r) - (b - a) * (r - 1));
        double down = (q - 1) * (r - 1) * (s - 1);
        return -up / down;
    }
}
