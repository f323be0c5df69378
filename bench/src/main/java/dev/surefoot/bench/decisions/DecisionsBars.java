package dev.surefoot.bench.decisions;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.decisions.run.ReleaseScenarios;
import dev.surefoot.bench.decisions.run.Result;
import dev.surefoot.bench.decisions.run.Roster;
import dev.surefoot.bench.decisions.run.Scenario;
import dev.surefoot.bench.decisions.run.Scenario.Family;
import dev.surefoot.bench.decisions.run.Scenarios;
import dev.surefoot.judge.Wilson;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is promised of our own rows, as far as it was played often enough to be told. */
public final class DecisionsBars {
    private static final double MOST_FALSE = .01;
    private static final double MOST_OVER_BUDGET = .01;
    private static final double LEAST_REACHED = .99;
    private static final int ENOUGH = 10_000;
    private static final int ENOUGH_RELEASES = 1_000;
    private static final double SECOND = 1_000;

    private DecisionsBars() {}

    /** All that can be told of these results. */
    public static List<Bar> of(List<Result> results) {
        List<Bar> bars = new ArrayList<>();
        bars.addAll(found(results, Scenarios.A, Roster.OUR_DECISION, 650));
        bars.addAll(found(results, Scenarios.A_TIMED, Roster.OUR_WEIGHTS, 750));
        bars.addAll(found(results, "A, from 90 min on", Roster.OUR_DECISION, 1_500));
        Predicate<Result> slow = result -> Scenarios.stickyAndSlow(result.scenario());
        bars.addAll(same(results, slow.negate(), "kinds of traffic"));
        bars.addAll(same(results, slow, "kinds of sticky clusters at 1 and 10 rps"));
        bars.addAll(harm(results));
        for (int rps : new int[] {1_000, 100}) {
            bars.addAll(reached(results, rps));
            bars.addAll(exposed(results, rps, Roster.STEPWISE, "documented schedule in steps"));
            bars.addAll(exposed(results, rps, Roster.DOCUMENTED, "documented schedule of all"));
        }
        return bars;
    }

    private static List<Bar> found(
            List<Result> results, String scenario, String contestant, double most) {
        return one(results, scenario, contestant).stream()
                .flatMap(
                        result ->
                                List.of(
                                        Bar.atMost(
                                                scenario + ", canary requests until found, mean",
                                                "requests",
                                                most,
                                                OptionalDouble.of(result.requestsMean())),
                                        Bar.atMost(
                                                scenario + ", not found",
                                                "of " + result.n(),
                                                0,
                                                OptionalDouble.of((double) result.missed())))
                                        .stream())
                .toList();
    }

    private static List<Bar> same(List<Result> results, Predicate<Result> which, String kinds) {
        List<Result> same =
                results.stream()
                        .filter(r -> r.family().equals(Family.SAME.name()) && r.n() >= ENOUGH)
                        .filter(which)
                        .filter(
                                r ->
                                        r.name().equals(Roster.OUR_DECISION)
                                                || r.name().equals(Roster.OUR_WEIGHTS))
                        .toList();
        return same.isEmpty()
                ? List.of()
                : List.of(
                        Bar.atMost(
                                "sound versions taken back, upper bound, worst of "
                                        + same.size()
                                        + " "
                                        + kinds,
                                "of all",
                                MOST_FALSE,
                                same.stream().mapToDouble(Result::wilsonHigh).max()));
    }

    private static List<Bar> harm(List<Result> results) {
        Set<String> bounded =
                Scenarios.simulated().stream()
                        .filter(ReleaseScenarios::bounded)
                        .map(Scenario::name)
                        .collect(Collectors.toSet());
        List<Result> planned =
                results.stream()
                        .filter(r -> bounded.contains(r.scenario()) && r.n() >= ENOUGH_RELEASES)
                        .filter(r -> r.name().equals(Roster.OUR_PLAN))
                        .toList();
        return planned.isEmpty()
                ? List.of()
                : List.of(
                        Bar.atMost(
                                "releases that cost more than their budget, upper bound, worst of "
                                        + planned.size()
                                        + " faults",
                                "of all",
                                MOST_OVER_BUDGET,
                                planned.stream().mapToDouble(r -> overBudget(r).high()).max()));
    }

    /** Releases that cost more than the budget. */
    private static Wilson overBudget(Result result) {
        return Wilson.of(Math.round(result.overBudget() * result.n()), result.n());
    }

    /** A mean of those that got there says nothing of those that did not. */
    private static List<Bar> reached(List<Result> results, int rps) {
        return good(results, rps).stream()
                .map(
                        ours ->
                                Bar.atLeast(
                                        "good versions at " + rps + " rps that reach full exposure",
                                        "of all",
                                        LEAST_REACHED,
                                        OptionalDouble.of(ours.fullReached() / (double) ours.n())))
                .toList();
    }

    /** Sooner than the fastest of these schedules. */
    private static List<Bar> exposed(
            List<Result> results, int rps, Set<String> schedules, String words) {
        Optional<Result> ours = good(results, rps);
        OptionalDouble fastest =
                results.stream()
                        .filter(r -> r.scenario().equals(rps + ReleaseScenarios.GOOD))
                        .filter(r -> schedules.contains(r.name()))
                        .flatMap(r -> r.fullMs().stream())
                        .mapToDouble(Double::doubleValue)
                        .min();
        return ours.isEmpty() || fastest.isEmpty()
                ? List.of()
                : List.of(
                        Bar.atMost(
                                "good versions at "
                                        + rps
                                        + " rps, time to full exposure of those that reach it,"
                                        + " mean; the fastest "
                                        + words,
                                "s",
                                fastest.getAsDouble() / SECOND,
                                ours.get()
                                        .fullMs()
                                        .map(ms -> OptionalDouble.of(ms / SECOND))
                                        .orElseGet(OptionalDouble::empty)));
    }

    private static Optional<Result> good(List<Result> results, int rps) {
        return one(results, rps + ReleaseScenarios.GOOD, Roster.OUR_PLAN)
                .filter(r -> r.n() >= ENOUGH_RELEASES);
    }

    private static Optional<Result> one(List<Result> results, String scenario, String contestant) {
        return results.stream()
                .filter(r -> r.scenario().equals(scenario) && r.name().equals(contestant))
                .findFirst();
    }
}
