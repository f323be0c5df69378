package dev.surefoot.judge;

import dev.surefoot.judge.Evidence.Metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what a state knows, for a judgement to rest on. */
record Witness(Plan plan, State state, Optional<Evidence.Spending> spending) {
    Evidence evidence(int shareBp) {
        Track errors = state.errors();
        Totals totals = errors.totals().getFirst();
        ErrorRail rail = state.rails.errorRate().evidence();
        return new Evidence(
                totals.split().canary(),
                totals.split().baseline(),
                totals.expected(),
                new Evidence.Worse(state.combined().logE(), 1 / plan.alpha()),
                fit(errors.fitness().orElseThrow()),
                new Evidence.ErrorRate(
                        rail.tally(), plan.rails().errorRate(), rail.log(), ErrorRail.THRESHOLD),
                shareBp,
                state.progress.windows(),
                plan.dispersion(),
                metrics(),
                spending);
    }

    private List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(state.setup.measures().size());
        for (int i = 0; i < state.setup.measures().size(); i++) {
            metrics.add(metric(state.setup.measures().get(i), state.tracks.get(i)));
        }
        return metrics;
    }

    private Metric metric(Measure measure, Track track) {
        int cut = track.worst();
        Totals totals = track.totals().get(cut);
        return new Metric(
                measure.kind(),
                measure.cutName(plan, cut),
                measure.weight(),
                track.wagers().log(),
                totals.split().canary(),
                totals.split().baseline(),
                totals.expected(),
                track.fitness().map(this::fit));
    }

    private Evidence.Fit fit(Fitness fitness) {
        return new Evidence.Fit(fitness.logF(), fitness.logQ(), 1 / plan.beta());
    }
}
