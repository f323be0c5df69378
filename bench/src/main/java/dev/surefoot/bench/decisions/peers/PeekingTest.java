package dev.surefoot.bench.decisions.peers;

import dev.surefoot.bench.decisions.rule.Counters;
import dev.surefoot.bench.decisions.rule.Move;
import dev.surefoot.bench.decisions.rule.Rule;
import dev.surefoot.bench.decisions.rule.Setting;
import dev.surefoot.bench.decisions.world.Scrape;
import dev.surefoot.bench.decisions.world.Tally;

/**
 * The mistake that is easily made, as a negative control: a z test of two proportions, made for one
 * look, at every scrape on all data so far; one-sided, from 30 canary requests on.
 */
public final class PeekingTest implements Rule {
    private static final int FEWEST = 30;

    private final double share;
    private final double z;
    private final Counters canary = Counters.ofCanary();
    private final Counters baseline = Counters.ofBaseline();

    /** A release at a fixed share; {@code z} is the quantile of one look, 2.326 for 1 %. */
    public PeekingTest(Setting setting, double z) {
        share = setting.fixedShare().orElseThrow();
        this.z = z;
    }

    @Override
    public double firstShare() {
        return share;
    }

    @Override
    public Move next(Scrape scrape) {
        canary.read(scrape);
        baseline.read(scrape);
        Tally own = canary.all();
        Tally others = baseline.all();
        if (own.requests() < FEWEST || others.requests() < FEWEST) {
            return Move.at(share);
        }
        double pooled =
                (own.errors() + others.errors()) / (double) (own.requests() + others.requests());
        double deviation =
                StrictMath.sqrt(
                        pooled * (1 - pooled) * (1.0 / own.requests() + 1.0 / others.requests()));
        boolean worse = deviation > 0 && (own.errorRate() - others.errorRate()) / deviation > z;
        return worse ? Move.back() : Move.at(share);
    }
}
