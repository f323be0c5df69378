package dev.surefoot.bench.decisions.run;

import dev.surefoot.bench.decisions.rule.Move.Decision;

/**
 * How one release went under one rule.
 *
 * @param end where it stood at the end
 * @param at second of the rollback or of the end of watching; the horizon if neither came
 * @param early whether it was taken back before the fault showed
 * @param promotedBad whether it was first declared good while the fault showed
 * @param requests canary requests since the fault showed (or since the first), until it was over
 * @param harm failed requests that the fault caused, until the rollback worked or to the horizon
 * @param half second at which half of the traffic was exposed, −1 if never
 * @param full likewise for 95 %
 */
record Played(
        Decision end,
        long at,
        boolean early,
        boolean promotedBad,
        long requests,
        long harm,
        long half,
        long full) {
    boolean rolledBack() {
        return end == Decision.ROLLED_BACK;
    }
}
