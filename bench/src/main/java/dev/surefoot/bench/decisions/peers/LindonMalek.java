package dev.surefoot.bench.decisions.peers;

import dev.surefoot.bench.decisions.rule.Move;
import dev.surefoot.bench.decisions.rule.Rule;
import dev.surefoot.bench.decisions.rule.Setting;
import dev.surefoot.bench.decisions.rule.Together;
import dev.surefoot.bench.decisions.world.Scrape;
import dev.surefoot.bench.decisions.world.Tally;

/**
 * Lindon and Malek's test on errors: of all errors, the canary should have its share of requests. A
 * Beta mixture of concentration k around that share; rolls back at evidence 1/α when the canary has
 * more than its part. It compares what both arms did since they were last read together, so a
 * missing scrape only delays it.
 */
public final class LindonMalek implements Rule {
    private final double share;
    private final double logThreshold;
    private final MultinomialMixture test;
    private final Together arms = new Together();
    private long canary;
    private long all;

    /** A release at a fixed share. */
    public LindonMalek(Setting setting, double alpha, double k) {
        share = setting.fixedShare().orElseThrow();
        logThreshold = -StrictMath.log(alpha);
        test =
                new MultinomialMixture(
                        new double[] {k * share, k * (1 - share)}, new double[] {share, 1 - share});
    }

    @Override
    public double firstShare() {
        return share;
    }

    @Override
    public Move next(Scrape scrape) {
        if (arms.read(scrape)) {
            Tally own = arms.canary();
            Tally others = arms.baseline();
            test.add(own.errors(), others.errors());
            canary += own.errors();
            all += own.errors() + others.errors();
        }
        boolean worse = canary > share * all && test.logEvidence() >= logThreshold;
        return worse ? Move.back() : Move.at(share);
    }
}
