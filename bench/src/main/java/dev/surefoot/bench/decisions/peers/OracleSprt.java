package dev.surefoot.bench.decisions.peers;

import dev.surefoot.bench.decisions.rule.Move;
import dev.surefoot.bench.decisions.rule.Rule;
import dev.surefoot.bench.decisions.rule.Setting;
import dev.surefoot.bench.decisions.rule.Together;
import dev.surefoot.bench.decisions.world.Scrape;
import dev.surefoot.bench.decisions.world.Tally;

/**
 * Wald's sequential test of two samples by somebody who knows how much worse a bad canary is: the
 * canary's part of all errors, its share of requests against r times the odds. It is told what
 * nobody knows, so it is no rule to use, only a bound to see.
 */
public final class OracleSprt implements Rule {
    private final double share;
    private final double ratio;
    private final double logThreshold;
    private final Together arms = new Together();
    private double logEvidence;

    /** A release at a fixed share. */
    public OracleSprt(Setting setting, double alpha) {
        share = setting.fixedShare().orElseThrow();
        ratio = setting.ratio();
        logThreshold = -StrictMath.log(alpha);
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
            double all = own.requests() + others.requests();
            if (own.requests() > 0 && others.requests() > 0) {
                double s = own.requests() / all;
                double scale = ratio * s + 1 - s;
                logEvidence += own.errors() * StrictMath.log(ratio / scale);
                logEvidence -= others.errors() * StrictMath.log(scale);
            }
        }
        return logEvidence >= logThreshold ? Move.back() : Move.at(share);
    }
}
