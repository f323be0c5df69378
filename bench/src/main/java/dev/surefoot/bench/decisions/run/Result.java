package dev.surefoot.bench.decisions.run;

import java.util.Optional;

/**
 * What one contestant did in one scenario: one line of the results file.
 *
 * @param seed the first release's seed is made of it and the scenario's name
 * @param n releases
 * @param rollbacks of them; {@code wilsonLow} and {@code wilsonHigh} bound their share at 95 %
 * @param early rollbacks before the fault showed
 * @param missed faults that were not taken back before the horizon
 * @param falsePromotes versions that were declared good while the fault showed
 * @param requestsMean canary requests from the fault (or the first request) until it was over;
 *     releases that were never decided count with all of theirs
 * @param failedMean failed requests that the fault caused
 * @param overBudget share of releases in which they were more than 100
 * @param meanMs from the fault to the rollback, where there was one
 * @param halfMs mean time to half exposure, of those that reached it; fullMs likewise for 95 %
 * @param fullReached how many releases reached it
 * @param ratioToLimit requestsMean over the information limit at α .01
 */
public record Result(
        String judge,
        String settings,
        String group,
        String scenario,
        String family,
        long seed,
        int n,
        long rollbacks,
        double wilsonLow,
        double wilsonHigh,
        long early,
        long missed,
        long falsePromotes,
        double requestsMean,
        double requestsP99,
        double failedMean,
        double failedP99,
        double overBudget,
        Optional<Double> meanMs,
        Optional<Double> p99Ms,
        Optional<Double> halfMs,
        Optional<Double> fullMs,
        Optional<Double> fullP95Ms,
        long fullReached,
        Optional<Double> ratioToLimit) {
    /** Judge and settings. */
    public String name() {
        return judge + ", " + settings;
    }
}
