package dev.surefoot.bench.decisions.rule;

import dev.surefoot.bench.decisions.world.Scrape;
import dev.surefoot.bench.decisions.world.Scrape.Seen;
import dev.surefoot.bench.decisions.world.Tally;

/**
 * What both arms did since they were last read together, for tests that compare running totals: a
 * missing scrape costs them nothing, because both counters go on. What a reset loses is lost for
 * both arms. Not thread-safe.
 */
public final class Together {
    private Tally canary = Tally.NONE;
    private Tally baseline = Tally.NONE;
    private boolean taken;

    /** Reads one more scrape; whether both arms were read, so that they can be compared. */
    public boolean read(Scrape scrape) {
        if (taken || scrape.seen() == Seen.RESET) {
            canary = Tally.NONE;
            baseline = Tally.NONE;
        }
        taken = scrape.seen() == Seen.WHOLE;
        if (scrape.seen() != Seen.RESET) {
            canary = canary.plus(scrape.canaryTotal());
            baseline = baseline.plus(scrape.baselineTotal());
        }
        return taken;
    }

    /** The canary since both were read before. */
    public Tally canary() {
        return canary;
    }

    /** The baseline since both were read before. */
    public Tally baseline() {
        return baseline;
    }
}
