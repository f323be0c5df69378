package dev.surefoot.bench.decisions.peers;

import dev.surefoot.bench.decisions.rule.Counters;
import dev.surefoot.bench.decisions.rule.Move;
import dev.surefoot.bench.decisions.rule.Rule;
import dev.surefoot.bench.decisions.rule.Setting;
import dev.surefoot.bench.decisions.world.Draws;
import dev.surefoot.bench.decisions.world.Scrape;
import dev.surefoot.bench.decisions.world.Tally;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Kayenta's judge under Orca's canary stage (spinnaker/orca 2fdb327): every {@code every} minutes a
 * run over all data so far, one point a minute, the canary against a baseline of its own size. A
 * score not above {@code marginal} ends it; the last score must reach {@code pass}. One metric, the
 * error rate in percent, an increase being bad: so a run scores 100 or 0. The share never changes
 * until the end. With a fixed share there is no last run: it is judged every {@code every} minutes
 * for as long as anybody looks.
 *
 * <p>The equal baseline is drawn from the old version's requests. Minutes without requests have no
 * rate, and count as 0, as the judge replaces them.
 */
public final class Kayenta implements Rule {
    /**
     * The knobs.
     *
     * @param share exposure while it is judged, where no other is given
     * @param every minutes between runs
     * @param runs how many
     * @param pass score that the last run needs
     * @param marginal score that no run may fall to
     */
    public record Knobs(double share, int every, int runs, double pass, double marginal) {
        /** Best practice: three runs of an hour, 95 to pass, 75 marginal. */
        public static final Knobs DOCUMENTED = new Knobs(.05, 60, 3, 95, 75);

        /** A growing window, judged every five minutes for an hour. */
        public static final Knobs GROWING = new Knobs(.05, 5, 12, 95, 75);
    }

    private static final int MINUTE = 60;

    private final Knobs knobs;
    private final double share;
    private final int minute;
    private final boolean fixed;
    private final Draws draws;
    private final Counters canary = Counters.ofCanary();
    private final Counters baseline = Counters.ofBaseline();
    private final List<Double> experiment = new ArrayList<>();
    private final List<Double> control = new ArrayList<>();
    private int runs;

    /** A release with these knobs. */
    public Kayenta(Setting setting, Knobs knobs) {
        this.knobs = knobs;
        fixed = setting.fixed();
        share = setting.fixedShare().orElse(knobs.share());
        minute = Math.max(MINUTE, setting.seconds());
        draws = new Draws(Draws.seed(setting.seed(), -3));
    }

    @Override
    public double firstShare() {
        return share;
    }

    @Override
    public Move next(Scrape scrape) {
        canary.read(scrape);
        baseline.read(scrape);
        if (scrape.end() % minute != 0) {
            return Move.at(share);
        }
        experiment.add(percent(canary.last(minute)));
        control.add(percent(thinned(baseline.last(minute))));
        return scrape.end() % (knobs.every() * (long) MINUTE) == 0 ? judged() : Move.at(share);
    }

    private Move judged() {
        runs++;
        var label = KayentaClassifier.JUDGE.classify(values(control), values(experiment));
        double score =
                KayentaScore.of(Map.of(), List.of(new KayentaScore.Metric("errors", label, false)));
        if (score <= knobs.marginal()) {
            return Move.back();
        }
        if (fixed || runs < knobs.runs()) {
            return Move.at(share);
        }
        return score < knobs.pass() ? Move.back() : Move.done();
    }

    private Tally thinned(Tally baseline) {
        double part = Math.min(1, share / (1 - share));
        long errors = draws.binomial(baseline.errors(), part);
        long sound = draws.binomial(baseline.requests() - baseline.errors(), part);
        return new Tally(sound + errors, errors);
    }

    private static double percent(Tally tally) {
        return tally.requests() == 0 ? 0 : 100 * tally.errorRate();
    }

    private static double[] values(List<Double> points) {
        return Arrays.copyOf(
                points.stream().mapToDouble(Double::doubleValue).toArray(), points.size());
    }
}
