package dev.surefoot.judge;

import dev.surefoot.judge.Culprit.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is compared, as the plan has it. A measure has one cut or more: a latency has one
 * for each boundary, everything else exactly one.
 *
 * @param kind what a rollback would be blamed on
 * @param name for people
 * @param weight its part of the evidence for Rollback; those of a plan sum to 1
 * @param divisor of all its log-likelihoods
 * @param from index of its first cut among all cuts of the plan
 * @param cuts how many it has
 * @param tolerated odds ratio up to which it is no reason for Rollback; 1 except for latency
 * @param bar what must be proven before Promote, if anything
 */
record Measure(
        Kind kind,
        String name,
        double weight,
        double divisor,
        int from,
        int cuts,
        double tolerated,
        Optional<Bar> bar) {
    private static final double ERRORS = 0.5;
    private static final double LATENCY = 0.3;
    private static final double EVENTS = 0.2;

    /**
     * What must be proven before Promote.
     *
     * @param cut index of the cut among the measure's own
     * @param margin odds ratio that is too much
     * @param limit share below which a version is good whatever the baseline does
     */
    record Bar(int cut, double margin, double limit) {}

    /** Errors first, then latency, then events; the order of the cuts in {@link Arm}. */
    static List<Measure> of(Plan plan) {
        Metrics metrics = plan.metrics();
        double sum =
                ERRORS
                        + (metrics.latency().isPresent() ? LATENCY : 0)
                        + (metrics.events().isEmpty() ? 0 : EVENTS);
        List<Measure> all = new ArrayList<>();
        all.add(errors(plan, ERRORS / sum));
        metrics.latency().ifPresent(it -> all.add(latency(plan, it, LATENCY / sum)));
        double events = metrics.events().stream().mapToDouble(Metrics.Event::weight).sum();
        int from = 1 + metrics.bounds();
        for (Metrics.Event event : metrics.events()) {
            all.add(
                    new Measure(
                            Kind.EVENT,
                            event.name(),
                            EVENTS / sum * (event.weight() / events),
                            event.dispersion().divisor(),
                            from,
                            1,
                            1,
                            Optional.empty()));
            from++;
        }
        return List.copyOf(all);
    }

    /** Which of the measure's kind a cut is, for people; "" for errors. */
    String cutName(Plan plan, int cut) {
        return switch (kind) {
            case LATENCY -> Numbers.plain(plan.metrics().latency().orElseThrow().bounds().get(cut));
            case EVENT -> name;
            default -> "";
        };
    }

    private static Measure errors(Plan plan, double weight) {
        Bar bar = new Bar(0, plan.margin(), plan.maxErrorRate());
        return new Measure(
                Kind.ERRORS,
                "errors",
                weight,
                plan.dispersion().divisor(),
                0,
                1,
                1,
                Optional.of(bar));
    }

    private static Measure latency(Plan plan, Metrics.Latency latency, double weight) {
        return new Measure(
                Kind.LATENCY,
                "latency",
                weight,
                latency.dispersion().divisor(),
                1,
                latency.bounds().size(),
                latency.tolerated(),
                latency.goal()
                        .map(
                                goal ->
                                        new Bar(
                                                latency.bounds().indexOf(goal.seconds()),
                                                plan.margin(),
                                                1 - goal.share())));
    }
}
