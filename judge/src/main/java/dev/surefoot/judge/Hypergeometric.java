package dev.surefoot.judge;

/**
 * Fisher's noncentral hypergeometric distribution: of n_c canary and n_b baseline requests K have
 * an event; x of them are the canary's, at odds ratio ψ.
 *
 * <p>Sums run outward from the mode by ratios of neighbouring terms until a term is below 2⁻⁶⁰ of
 * the sum, so neither factorials nor tiny terms lose digits. Time grows with the standard deviation
 * of x and, up to 100,000, with the distance between the modes at 1 and ψ.
 */
final class Hypergeometric {
    private static final double NEGLIGIBLE = 0x1p-60;
    private static final double RESCALE = 0x1p500;

    /** Beyond it, what logarithms of factorials lose is less than what the walk costs. */
    private static final double FEW_STEPS = 100_000;

    private final double canary;
    private final double baseline;
    private final double events;
    private final double low;
    private final double high;
    private final double central;
    private final double centralLogSum;

    Hypergeometric(long canary, long baseline, long events) {
        this.canary = canary;
        this.baseline = baseline;
        this.events = events;
        this.low = Math.max(0, events - baseline);
        this.high = Math.min(events, canary);
        this.central = mode(1);
        this.centralLogSum = logSum(central, 1);
    }

    static Hypergeometric of(Split split) {
        return new Hypergeometric(
                split.canary().requests(), split.baseline().requests(), split.errors());
    }

    /** ln P(ψ), P(ψ) = Σ Hyp(x) ψ^x: the generating function of the central distribution. */
    double logP(double psi) {
        if (low == high) {
            return low * StrictMath.log(psi);
        }
        double tilted = mode(psi);
        return logSum(tilted, psi)
                + logStep(central, tilted)
                + tilted * StrictMath.log(psi)
                - centralLogSum;
    }

    /** ln L(ψ) = x ln ψ − ln P(ψ): likelihood of x at ψ over that at 1. */
    double logL(long x, double psi) {
        return x * StrictMath.log(psi) - logP(psi);
    }

    /** Weight at x + 1 over weight at x, at odds ratio 1. */
    private double ratio(double x) {
        return (events - x) * (canary - x) / ((x + 1) * (baseline - events + x + 1));
    }

    /** An x at which no neighbour weighs more. */
    private double mode(double psi) {
        double from = low;
        double to = high;
        // INVARIANT: ratio falls in x; the weights rise before `from` and fall from `to` on.
        while (from < to) {
            double middle = Math.floor((from + to) / 2);
            if (ratio(middle) * psi > 1) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** ln of the sum of all weights over the weight at the mode. */
    private double logSum(double mode, double psi) {
        double sum = 1;
        double term = 1;
        for (double x = mode; x < high; x++) {
            term *= ratio(x) * psi;
            sum += term;
            if (term < NEGLIGIBLE * sum) {
                break;
            }
        }
        term = 1;
        for (double x = mode - 1; x >= low; x--) {
            term /= ratio(x) * psi;
            sum += term;
            if (term < NEGLIGIBLE * sum) {
                break;
            }
        }
        return StrictMath.log(sum);
    }

    /** ln of the weight at {@code to} over that at {@code from}, at odds ratio 1. */
    private double logStep(double from, double to) {
        if (Math.abs(to - from) > FEW_STEPS) {
            return logWeight(to) - logWeight(from);
        }
        double first = Math.min(from, to);
        double last = Math.max(from, to);
        double log = 0;
        double product = 1;
        for (double x = first; x < last; x++) {
            product *= ratio(x);
            if (product > RESCALE || product < 1 / RESCALE) {
                log += StrictMath.log(product);
                product = 1;
            }
        }
        log += StrictMath.log(product);
        return from <= to ? log : -log;
    }

    /** ln of the weight at x, at odds ratio 1, but for what all weights have in common. */
    private double logWeight(double x) {
        return -Gamma.log(x + 1)
                - Gamma.log(events - x + 1)
                - Gamma.log(canary - x + 1)
                - Gamma.log(baseline - events + x + 1);
    }
}
