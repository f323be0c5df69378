package dev.surefoot.bench.decisions;

import dev.surefoot.bench.Report;
import dev.surefoot.bench.decisions.rule.Contestant;
import dev.surefoot.bench.decisions.run.Effort;
import dev.surefoot.bench.decisions.run.Result;
import dev.surefoot.bench.decisions.run.ResultsFile;
import dev.surefoot.bench.decisions.run.ResultsFile.About;
import dev.surefoot.bench.decisions.run.Roster;
import dev.surefoot.bench.decisions.run.Runner;
import dev.surefoot.bench.decisions.run.Scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Plays scenarios one after the other and keeps what is known after each, so that a run that was
 * interrupted can go on: results depend on the seed alone, and those that are there are not played
 * again. Who changes a rule begins anew.
 *
 * @param about the run as far as it is known before; minutes are those of the results already there
 * @param file where results are kept
 * @param already what is there
 * @param who takes part of a scenario's contestants
 */
record Playing(About about, Path file, List<Result> already, Predicate<Contestant> who) {
    /** Plays what is missing; the results in the scenarios' order. */
    ResultsFile play(List<Scenario> scenarios) {
        long start = System.nanoTime();
        Effort effort = new Effort(about.mode().equals(About.QUICK));
        List<Result> results = new ArrayList<>();
        List<Result> left = new ArrayList<>(already);
        try (Runner runner = new Runner(about.machine().processors(), about.seed())) {
            for (int i = 0; i < scenarios.size(); i++) {
                Scenario scenario = scenarios.get(i);
                results.addAll(played(runner, scenario, effort));
                left.removeIf(result -> result.scenario().equals(scenario.name()));
                List<Result> known = new ArrayList<>(results);
                known.addAll(left);
                kept(start, known).write(file);
                Report.progress(
                        (i + 1)
                                + " of "
                                + scenarios.size()
                                + " after "
                                + (System.nanoTime() - start) / 1_000_000_000
                                + " s: "
                                + scenario.name());
            }
        }
        return kept(start, results);
    }

    private ResultsFile kept(long start, List<Result> results) {
        double minutes = about.minutes() + (System.nanoTime() - start) / 60e9;
        return new ResultsFile(about.after(Math.rint(minutes * 10) / 10), results);
    }

    /** In the roster's order. */
    private List<Result> played(Runner runner, Scenario scenario, Effort effort) {
        List<Contestant> all = Roster.of(scenario).stream().filter(who).toList();
        Map<String, Result> known =
                already.stream()
                        .filter(result -> result.scenario().equals(scenario.name()))
                        .collect(Collectors.toMap(Result::name, result -> result));
        Map<Integer, List<Contestant>> byNumber =
                all.stream()
                        .filter(
                                one ->
                                        !known.containsKey(one.name())
                                                || known.get(one.name()).n()
                                                        != effort.releases(scenario, one))
                        .collect(
                                Collectors.groupingBy(
                                        one -> effort.releases(scenario, one),
                                        TreeMap::new,
                                        Collectors.toList()));
        byNumber.forEach(
                (n, some) ->
                        runner.play(scenario, some, n)
                                .forEach(result -> known.put(result.name(), result)));
        return all.stream().map(one -> known.get(one.name())).toList();
    }
}
