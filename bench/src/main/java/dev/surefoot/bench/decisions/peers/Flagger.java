package dev.surefoot.bench.decisions.peers;

import dev.surefoot.bench.decisions.rule.Counters;
import dev.surefoot.bench.decisions.rule.Move;
import dev.surefoot.bench.decisions.rule.Rule;
import dev.surefoot.bench.decisions.rule.Setting;
import dev.surefoot.bench.decisions.world.Latency;
import dev.surefoot.bench.decisions.world.Scrape;
import dev.surefoot.bench.decisions.world.Tally;

import java.util.Arrays;

/**
 * Flagger's progressive canary on the request success rate, as of fluxcd/flagger 15bd6ad, {@code
 * pkg/controller/scheduler.go}: at every tick, first, as many failed checks as the threshold roll
 * back; then a success rate below the minimum, or none to be had, is one more failed check and
 * holds the weight; else the weight goes up by one step, and a pass at the maximum promotes. Failed
 * checks are never forgiven. After the promotion nothing is judged; all traffic follows one tick
 * later. The first tick sets the first weight without a check.
 *
 * <p>Where times are counted, the 99th percentile of the interval must be at most 500 ms, too, as
 * documented for meshes.
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

        /** The same, ticking every so many seconds. */
        public Knobs every(int seconds) {
            return new Knobs(seconds, threshold, step, most, minSuccess);
        }
    }

    private static final double MOST_SECONDS = .5;

    private final Knobs knobs;
    private final boolean fixed;
    private final int tick;
    private final Counters canary = Counters.ofCanary();
    private final long[] slower = new long[Latency.BOUNDS.size()];
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
        for (int i = 0; i < scrape.canarySlower().size(); i++) {
            slower[i] += scrape.canarySlower().get(i);
        }
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
        boolean passed =
                seen.requests() > 0
                        && 100 * (1 - seen.errorRate()) >= knobs.minSuccess()
                        && (!scrape.timed() || p99(seen.requests()) <= MOST_SECONDS);
        Arrays.fill(slower, 0);
        if (!passed) {
            failedChecks++;
        } else if (!fixed && weight < knobs.most()) {
            weight = Math.min(100, weight + knobs.step());
        } else if (!fixed) {
            promoted = true;
        }
        return now();
    }

    /** As Prometheus interpolates in a histogram's bucket; its highest bound at most. */
    private double p99(long requests) {
        double rank = .01 * requests;
        double below = 0;
        long before = requests;
        for (int i = 0; i < slower.length; i++) {
            double bound = Latency.BOUNDS.get(i);
            if (slower[i] <= rank) {
                return below + (bound - below) * (before - rank) / (before - slower[i]);
            }
            below = bound;
            before = slower[i];
        }
        return below;
    }

    private Move now() {
        return new Move(weight / 100.0, promoted ? Move.Decision.PROMOTED : Move.Decision.GOING);
    }
}
