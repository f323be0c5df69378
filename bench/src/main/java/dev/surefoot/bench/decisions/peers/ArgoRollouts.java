package dev.surefoot.bench.decisions.peers;

import dev.surefoot.bench.decisions.rule.Counters;
import dev.surefoot.bench.decisions.rule.Move;
import dev.surefoot.bench.decisions.rule.Rule;
import dev.surefoot.bench.decisions.rule.Setting;
import dev.surefoot.bench.decisions.world.Scrape;
import dev.surefoot.bench.decisions.world.Tally;

import java.util.List;

/**
 * Argo Rollouts' canary with a background analysis of the success rate, as of
 * argoproj/argo-rollouts 9f8d111, {@code analysis/analysis.go}: the run fails when failed
 * measurements <em>exceed</em> the failure limit, or at the fifth error in a row (no series at
 * all); a rate that is not a number is a failure. The first measurement is taken at once, the next
 * ones every interval. When the steps are through, the run is stopped, which counts as success;
 * nothing is judged after.
 *
 * <p>With a fixed share the run begins with the first request and goes on.
 */
public final class ArgoRollouts implements Rule {
    private static final List<Integer> WEIGHTS = List.of(20, 40, 60, 80);
    private static final int PAUSE = 600;
    private static final int MOST_ERRORS = 4;

    /**
     * The knobs.
     *
     * @param start seconds until the analysis begins
     * @param interval seconds between measurements
     * @param window seconds that a measurement looks back
     * @param minSuccess minimal success rate, 0 to 1
     * @param failureLimit failed measurements that are tolerated
     */
    public record Knobs(int start, int interval, int window, double minSuccess, int failureLimit) {
        /**
         * The documentation's example: from 40 % on, every five minutes, at least .95 over the last
         * two scrapes of 15 s, three failures tolerated.
         */
        public static final Knobs DOCUMENTED = new Knobs(600, 300, 15, .95, 3);

        /** From the first step on, every minute over a minute. */
        public static Knobs of(double minSuccess, int failureLimit) {
            return new Knobs(0, 60, 60, minSuccess, failureLimit);
        }

        /** The same, measured every so many seconds over as many. */
        public Knobs every(int seconds) {
            return new Knobs(start, seconds, seconds, minSuccess, failureLimit);
        }
    }

    private final Knobs knobs;
    private final boolean fixed;
    private final long start;
    private final int interval;
    private final Counters canary = Counters.ofCanary();
    private int failures;
    private int errorsInARow;

    /** A release with these knobs. */
    public ArgoRollouts(Setting setting, Knobs knobs) {
        this.knobs = knobs;
        fixed = setting.fixed();
        start = fixed ? 0 : knobs.start();
        interval = Math.max(knobs.interval(), setting.seconds());
        // At the first request there is no series: an error, and measured again an interval later.
        errorsInARow = start == 0 ? 1 : 0;
    }

    @Override
    public double firstShare() {
        return WEIGHTS.getFirst() / 100.0;
    }

    @Override
    public Move next(Scrape scrape) {
        canary.read(scrape);
        long end = scrape.end();
        if (end >= start && (end - start) % interval == 0 && failed()) {
            return Move.back();
        }
        int step = (int) (end / PAUSE);
        if (fixed || step < WEIGHTS.size()) {
            return Move.at(WEIGHTS.get(fixed ? 0 : step) / 100.0);
        }
        return Move.done();
    }

    private boolean failed() {
        if (canary.all().requests() == 0) {
            errorsInARow++;
            return errorsInARow > MOST_ERRORS;
        }
        errorsInARow = 0;
        Tally seen = canary.last(knobs.window());
        // Not a number, where no request came, is not at least anything.
        if (!(1 - seen.errorRate() >= knobs.minSuccess())) {
            failures++;
        }
        return failures > knobs.failureLimit();
    }
}
