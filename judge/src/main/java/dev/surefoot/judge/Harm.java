package dev.surefoot.judge;

import java.nio.ByteBuffer;

/**
 * What the release has cost so far, and how much worse than the baseline the canary can still be.
 *
 * @param excess D, failed canary requests beyond the baseline's share of them
 * @param variance V, of D where the versions are alike
 * @param margins ln of the likelihood of all windows: at the three ratios of {@link Fitness}, then
 *     at each margin
 * @param promoted Promote was said once
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, never compared
record Harm(double excess, double variance, double[] margins, boolean promoted) {
    /** Of the three statements behind an excess bound, each is wrong at most this often. */
    static final double DELTA = 0.05 / 3;

    private static final double[] MARGINS = {1.1, 1.25, 1.5, 2, 3, 5, 10};
    private static final int RATIOS = Fitness.PSI.length;

    static Harm initial() {
        return new Harm(0, 0, new double[RATIOS + MARGINS.length], false);
    }

    Harm plus(Split split, double divisor) {
        if (split.baseline().requests() == 0) {
            return this;
        }
        double odds = (double) split.canary().requests() / split.baseline().requests();
        double[] next = margins.clone();
        if (split.compares()) {
            Hypergeometric law = Hypergeometric.of(split);
            for (int i = 0; i < next.length; i++) {
                double psi = i < RATIOS ? Fitness.PSI[i] : MARGINS[i - RATIOS];
                next[i] += law.logL(split.canaryErrors(), psi) / divisor;
            }
        }
        return new Harm(
                excess + split.canaryErrors() - split.baselineErrors() * odds,
                variance + split.errors() * odds * divisor,
                next,
                promoted);
    }

    Harm afterPromote() {
        return promoted ? this : new Harm(excess, variance, margins, true);
    }

    /** The smallest margin that is refuted; infinite if none is. */
    double margin() {
        double goal = -StrictMath.log(DELTA);
        for (int m = 0; m < MARGINS.length; m++) {
            double[] logs = new double[RATIOS];
            for (int i = 0; i < RATIOS; i++) {
                logs[i] = margins[i] - margins[RATIOS + m];
            }
            if (Logs.mean(logs) >= goal) {
                return MARGINS[m];
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /**
     * U: upper bound of the canary's excess failure probability so far, at all times at once, wrong
     * with chance at most 5 %: its own error rate's bound, or what the smallest refuted margin
     * leaves above the baseline's.
     */
    double excessBound(Totals totals, double divisor) {
        Split split = totals.split();
        double own = bound(split.canary(), divisor);
        double margin = margin();
        return margin == Double.POSITIVE_INFINITY
                ? own
                : Math.min(own, (margin - 1) * bound(split.baseline(), divisor));
    }

    private static double bound(Evidence.Tally tally, double divisor) {
        return UpperBound.of(tally.errors(), tally.requests(), DELTA, divisor);
    }

    void write(ByteBuffer to) {
        to.putDouble(excess).putDouble(variance);
        for (double log : margins) {
            to.putDouble(log);
        }
        to.put((byte) (promoted ? 1 : 0));
    }

    static Harm read(ByteBuffer from) {
        double excess = from.getDouble();
        double variance = from.getDouble();
        double[] margins = new double[RATIOS + MARGINS.length];
        for (int i = 0; i < margins.length; i++) {
            margins[i] = from.getDouble();
        }
        return new Harm(excess, variance, margins, from.get() != 0);
    }
}
