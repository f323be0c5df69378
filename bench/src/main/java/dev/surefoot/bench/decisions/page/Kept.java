package dev.surefoot.bench.decisions.page;

import dev.surefoot.bench.decisions.run.Result;
import dev.surefoot.bench.decisions.run.Roster;
import dev.surefoot.bench.decisions.run.Scenario.Family;

import java.util.List;
import java.util.Optional;

/** Questions to the results. */
record Kept(List<Result> all) {
    private static final String SWEEP = "SWEEP";
    private static final String ERRORS_ONLY = "errors only, α .01";

    /** Results of one family without swept knobs. */
    List<Result> family(Family family) {
        return all.stream()
                .filter(r -> r.family().equals(family.name()) && !r.group().equals(SWEEP))
                .toList();
    }

    /** The scenarios in these results, in their order. */
    static List<String> scenarios(List<Result> some) {
        return some.stream().map(Result::scenario).distinct().toList();
    }

    /** The contestants in these results, ours first. */
    static List<String> contestants(List<Result> some) {
        return some.stream()
                .map(Result::name)
                .distinct()
                .sorted((a, b) -> Boolean.compare(ours(b), ours(a)))
                .toList();
    }

    /** The one result of a contestant in a scenario. */
    static Optional<Result> one(List<Result> some, String scenario, String name) {
        return some.stream()
                .filter(r -> r.scenario().equals(scenario) && r.name().equals(name))
                .findFirst();
    }

    /** Our decision in a scenario with a fixed share. */
    Optional<Result> ours(String scenario, String settings) {
        return one(all, scenario, Roster.OURS + ", " + settings);
    }

    /** Our decision at the stated α. */
    Optional<Result> ourDecision(String scenario) {
        return ours(scenario, ERRORS_ONLY);
    }

    /** All results of a scenario, swept knobs too. */
    List<Result> of(String scenario) {
        return all.stream().filter(r -> r.scenario().equals(scenario)).toList();
    }

    /** Results of a scenario that were played as often as the swept knobs, for comparison. */
    List<Result> compared(String scenario) {
        List<Result> some = of(scenario);
        return some.stream()
                .filter(r -> r.group().equals(SWEEP))
                .findFirst()
                .map(swept -> some.stream().filter(r -> r.n() == swept.n()).toList())
                .orElse(List.of());
    }

    private static boolean ours(String name) {
        return name.startsWith(Roster.OURS);
    }
}
