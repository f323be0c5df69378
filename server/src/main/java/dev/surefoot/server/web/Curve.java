package dev.surefoot.server.web;

import dev.surefoot.judge.Evidence.Tally;
import dev.surefoot.judge.Plan;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.json.Json;
import dev.surefoot.server.promotion.JudgeSample;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionEvent;
import dev.surefoot.server.promotion.PromotionState;
import dev.surefoot.server.rollback.RollbackPhase;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the charts draw, and the same as rows of a table. Times are seconds since the epoch, shares
 * and rates percent, evidence as it is (cut to what a chart can show).
 */
public record Curve(Drawn drawn, List<Row> rows) {
    private static final int MOST_ROWS = 24;
    private static final double LEAST = 1e-3;
    private static final double MOST = 1e9;

    /** The numbers that the browser draws; null where there is none. */
    public record Drawn(
            List<Double> exposureAt,
            List<Double> exposure,
            List<Double> at,
            List<Double> worse,
            List<Double> fit,
            List<Double> canaryRate,
            List<Double> baselineRate,
            double worseThreshold,
            double fitThreshold) {}

    /** One row of the table. */
    public record Row(
            Instant at,
            String share,
            String canary,
            String baseline,
            String canaryRate,
            String baselineRate,
            String worse,
            String fit) {}

    /** What the curves are made of. */
    record Seen(List<PromotionEvent> events, List<JudgeSample> samples, Optional<Plan> plan) {}

    /** The curves of a promotion as it stands at {@code now}. */
    static Curve of(Promotion promotion, Seen seen, Instant now) {
        List<JudgeSample> samples = seen.samples();
        Instant until = promotion.state().ended() ? promotion.state().since() : now;
        List<Step> steps = steps(promotion, seen.events(), until);
        Drawn drawn =
                new Drawn(
                        steps.stream().map(it -> seconds(it.at())).toList(),
                        steps.stream().map(it -> it.share().basisPoints() / 100.0).toList(),
                        samples.stream().map(it -> seconds(it.at())).toList(),
                        samples.stream().map(it -> shown(it.logWorse())).toList(),
                        samples.stream().map(it -> shown(it.logFit())).toList(),
                        samples.stream().map(it -> percent(it.canary())).toList(),
                        samples.stream().map(it -> percent(it.baseline())).toList(),
                        seen.plan().map(it -> 1 / it.alpha()).orElse(100.0),
                        seen.plan().map(it -> 1 / it.beta()).orElse(20.0));
        return new Curve(drawn, thinned(samples).stream().map(Curve::row).toList());
    }

    private record Step(Instant at, Share share) {}

    /** A version that was taken back has no share from when the router said so. */
    private static List<Step> steps(
            Promotion promotion, List<PromotionEvent> events, Instant until) {
        Optional<Instant> back = backAt(promotion.state());
        List<Step> steps = new ArrayList<>();
        for (PromotionEvent event : events) {
            if (back.isEmpty() || event.at().isBefore(back.get())) {
                event.share().ifPresent(share -> steps.add(new Step(event.at(), share)));
            }
        }
        back.ifPresent(at -> steps.add(new Step(at, Share.NONE)));
        if (!steps.isEmpty() && until.isAfter(steps.getLast().at())) {
            steps.add(new Step(until, steps.getLast().share()));
        }
        return steps;
    }

    private static Optional<Instant> backAt(PromotionState state) {
        return switch (state) {
            case PromotionState.RolledBack back -> Optional.of(back.times().executedAt());
            case PromotionState.RollingBack back ->
                    switch (back.phase()) {
                        case RollbackPhase.Switching phase -> Optional.empty();
                        case RollbackPhase.Verifying phase -> Optional.of(phase.executedAt());
                        case RollbackPhase.Stopping phase -> Optional.of(phase.executedAt());
                    };
            default -> Optional.empty();
        };
    }

    /** For the browser. */
    public String json() {
        return Json.MAPPER.writeValueAsString(drawn);
    }

    private static Row row(JudgeSample it) {
        return new Row(
                it.at(),
                new Share(it.shareBp()).toString(),
                Text.count(it.canary().requests()),
                Text.count(it.baseline().requests()),
                Text.rate(it.canary().errors(), it.canary().requests()),
                Text.rate(it.baseline().errors(), it.baseline().requests()),
                Text.evidence(it.logWorse()),
                Text.evidence(it.logFit()));
    }

    /** Evenly chosen, the first and the last among them. */
    private static List<JudgeSample> thinned(List<JudgeSample> samples) {
        if (samples.size() <= MOST_ROWS) {
            return samples;
        }
        List<JudgeSample> chosen = new ArrayList<>();
        for (int i = 0; i < MOST_ROWS; i++) {
            chosen.add(samples.get(i * (samples.size() - 1) / (MOST_ROWS - 1)));
        }
        return chosen;
    }

    private static double percent(Tally tally) {
        return tally.requests() == 0 ? 0 : 100.0 * tally.errors() / tally.requests();
    }

    private static double shown(double log) {
        return Math.clamp(Math.exp(log), LEAST, MOST);
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1_000.0;
    }
}
