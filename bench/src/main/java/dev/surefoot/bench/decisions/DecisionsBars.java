package dev.surefoot.bench.decisions;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.decisions.run.Result;
import dev.surefoot.bench.decisions.run.Roster;
import dev.surefoot.bench.decisions.run.Scenario.Family;
import dev.surefoot.bench.decisions.run.Scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is promised of our own rows, as far as it was played. */
final class DecisionsBars {
    private static final String ERRORS_ONLY = "errors only, α .01";
    private static final int ENOUGH = 10_000;

    private DecisionsBars() {}

    static List<Bar> of(List<Result> results) {
        List<Result> ours = results.stream().filter(r -> r.judge().equals(Roster.OURS)).toList();
        List<Bar> bars = new ArrayList<>();
        find(ours, Scenarios.A)
                .ifPresent(
                        a -> {
                            bars.add(requests("scenario A", 650, a));
                            bars.add(
                                    Bar.atMost(
                                            "scenario A, not found",
                                            "of " + a.n(),
                                            0,
                                            OptionalDouble.of((double) a.missed())));
                        });
        find(ours, "A, from 90 min on")
                .ifPresent(late -> bars.add(requests("fault after 90 min", 1_500, late)));
        List<Result> same =
                ours.stream()
                        .filter(r -> r.family().equals(Family.SAME.name()))
                        .filter(r -> r.settings().equals(ERRORS_ONLY) && r.n() >= ENOUGH)
                        .toList();
        if (!same.isEmpty()) {
            bars.add(
                    Bar.atMost(
                            "sound versions taken back, upper bound, worst of "
                                    + same.size()
                                    + " kinds of traffic",
                            "of all",
                            .01,
                            same.stream().mapToDouble(Result::wilsonHigh).max()));
        }
        return bars;
    }

    private static Bar requests(String name, double most, Result result) {
        return Bar.atMost(
                name + ", canary requests on average",
                "requests",
                most,
                OptionalDouble.of(result.requestsMean()));
    }

    private static Optional<Result> find(List<Result> ours, String scenario) {
        return ours.stream()
                .filter(r -> r.scenario().equals(scenario) && r.settings().equals(ERRORS_ONLY))
                .findFirst();
    }
}
