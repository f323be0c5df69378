package dev.surefoot.judge;

import java.util.List;

/**
 * Alternatives of "this happens more often in the canary" for things that are not rare: odds ratios
 * ψ, each judged by Fisher's noncentral hypergeometric distribution, equally weighted over ratios
 * and cuts. Given how many events a window has, the wager is exactly fair where the versions are
 * alike, whatever the share of events is.
 *
 * <p>Where a ratio t is tolerated, the wager is L(tψ) / L(t): fair at t, and less than fair below
 * it, for that ratio rises with the canary's events and lower odds give it fewer of them.
 */
final class MoreOften {
    private static final double[] PSI = {1.1, 1.25, 1.5, 2, 3, 5, 10, 20};

    private MoreOften() {}

    static int alternatives() {
        return PSI.length;
    }

    /** The evidence after a window, damped by the measure's divisor. */
    static StartMixture after(
            StartMixture before, List<Split> cuts, Measure measure, long perHour) {
        double tolerated = measure.tolerated();
        double[] logs = new double[cuts.size() * PSI.length];
        for (int cut = 0; cut < cuts.size(); cut++) {
            Split split = cuts.get(cut);
            if (split.compares()) {
                Hypergeometric law = Hypergeometric.of(split);
                long x = split.canaryErrors();
                double alike = tolerated == 1 ? 0 : law.logL(x, tolerated);
                for (int i = 0; i < PSI.length; i++) {
                    logs[cut * PSI.length + i] =
                            (law.logL(x, tolerated * PSI[i]) - alike) / measure.divisor();
                }
            }
        }
        return before.plus(perHour, i -> logs[i]);
    }
}
