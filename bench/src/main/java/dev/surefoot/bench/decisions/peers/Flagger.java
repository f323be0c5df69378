package dev.surefoot.bench.decisions.peers;

import dev.surefoot.bench.decisions.rule.Counters;
import dev.surefoot.bench.decisions.rule.Move;
import dev.surefoot.bench.decisions.rule.Rule;
import dev.surefoot.bench.decisions.rule.Setting;
import dev.surefoot.bench.decisions.world.Scrape;
import dev.surefoot.bench.decisions.world.Tally;

/**
 * Flagger's progressive canary on the request success rate, as of fluxcd/flagger 15bd6ad, {@code
 * pkg/controller/scheduler.go}: at every tick, first, as many failed checks as the threshold roll
 * back; then a success rate below the minimum, or none to be had, is one more failed check and
 * holds the weight; else the weight goes up by one step, and a pass at the maximum promotes. Failed
 * checks are never forgiven. After the promotion nothing is judged; all traffic follows one tick
 * later. The first tick sets the first weight without a check.
 *
 * <p>With a fixed share the weight stands still and nothing is promoted.
 */
public final class Flagger implements Rule {
    /**
     * The knobs.
     *
     * @param interval seconds between ticks, and the metric's window
     * @param threshold failed checks that roll back
     * @param step weight of a step, in percent
     * @param most maximal weight, in percent
     * @param minSuccess minimal success rate, in percent
     */
    public record Knobs(int interval, int threshold, int step, int most, double minSuccess) {
        /** The documentation's example: 60 s, 10 checks, steps of 5 to 50, at least 99 %. */
        public static final Knobs DOCUMENTED = new Knobs(60, 10, 5, 50, 99);

        /** The documentation's example with another bar and threshold. */
        public static Knobs of(double minSuccess, int threshold) {
            return new Knobs(60, threshold, 5, 50, minSuccess);
        }
    }

    private final Knobs knobs;
    private final boolean fixed;
    private final int tick;
    private final Counters canary = Counters.ofCanary();
    private int weight;
    private int failedChecks;
    private boolean promoted;

    /** A release with these knobs. */
    public Flagger(Setting setting, Knobs knobs) {
        this.knobs = knobs;
        fixed = setting.fixed();
        tick = Math.max(knobs.interval(), setting.seconds());
        weight = knobs.step();
    }

    @Override
    public double firstShare() {
        return weight / 100.0;
    }

    @Override
    public Move next(Scrape scrape) {
        canary.read(scrape);
        if (scrape.end() % tick != 0) {
            return now();
        }
        if (promoted) {
            return Move.done();
        }
        if (failedChecks >= knobs.threshold()) {
            return Move.back();
        }
        Tally seen = canary.last(tick);
        boolean passed = seen.requests() > 0 && 100 * (1 - seen.errorRate()) >= knobs.minSuccess();
        if (!passed) {
            failedChecks++;
        } else if (!fixed && weight < knobs.most()) {
            weight = Math.min(100, weight + knobs.step());
        } else if (!fixed) {
            promoted = true;
        }
        return now();
    }

    private Move now() {
        return new Move(weight / 100.0, promoted ? Move.Decision.PROMOTED : Move.Decision.GOING);
    }
}
