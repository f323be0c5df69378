package dev.surefoot.bench.decisions.peers;

import dev.surefoot.bench.decisions.rule.Counters;
import dev.surefoot.bench.decisions.rule.Move;
import dev.surefoot.bench.decisions.rule.Rule;
import dev.surefoot.bench.decisions.rule.Setting;
import dev.surefoot.bench.decisions.world.Scrape;
import dev.surefoot.bench.decisions.world.Tally;

/**
 * An alert as people write it: at the end of every stretch of {@code seconds}, roll back if more
 * than a share of the canary's requests failed there, and at least so many. With a share of 0 and a
 * count chosen by somebody who knows both rates it is the best threshold there is.
 */
public final class Threshold implements Rule {
    /**
     * The knobs.
     *
     * @param seconds a stretch; stretches do not overlap
     * @param above share of errors that is too much when exceeded
     * @param errors fewest errors that count
     */
    public record Knobs(int seconds, double above, int errors) {}

    private final Knobs knobs;
    private final double share;
    private final int stretch;
    private final Counters canary = Counters.ofCanary();

    /** A release with these knobs; it has no schedule of its own. */
    public Threshold(Setting setting, Knobs knobs) {
        this.knobs = knobs;
        share = setting.fixedShare().orElseThrow();
        stretch = Math.max(knobs.seconds(), setting.seconds());
    }

    @Override
    public double firstShare() {
        return share;
    }

    @Override
    public Move next(Scrape scrape) {
        canary.read(scrape);
        if (scrape.end() % stretch != 0) {
            return Move.at(share);
        }
        Tally seen = canary.last(stretch);
        boolean tooMuch =
                seen.errors() >= knobs.errors()
                        && seen.requests() > 0
                        && seen.errorRate() > knobs.above();
        return tooMuch ? Move.back() : Move.at(share);
    }
}
