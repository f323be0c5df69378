package dev.surefoot.bench.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.Machine;
import dev.surefoot.bench.decisions.rule.Contestant;
import dev.surefoot.bench.decisions.run.Result;
import dev.surefoot.bench.decisions.run.ResultsFile;
import dev.surefoot.bench.decisions.run.ResultsFile.About;
import dev.surefoot.bench.decisions.run.Roster;
import dev.surefoot.bench.decisions.run.Scenario;
import dev.surefoot.bench.decisions.run.Scenarios;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

@Requirement("DECISIONS-3")
class PlayingTest {
    private static final About QUICK =
            new About("2026-11-27", About.QUICK, "", 1, 2, 0, new Machine(2, "", "", 0), List.of());

    @Test
    void a_run_that_goes_on_ends_as_one_that_was_never_interrupted(@TempDir Path folder) {
        List<Scenario> two = some("latency ×2", Scenarios.A_TIMED);
        Path file = folder.resolve("results.jsonl");

        List<Result> whole =
                new Playing(QUICK, file, List.of(), PlayingTest::quickly).play(two).results();
        Predicate<Contestant> ours = one -> one.name().equals(Roster.OUR_WEIGHTS);
        new Playing(QUICK, file, List.of(), ours).play(two.subList(0, 1));
        List<Result> part = ResultsFile.read(file).results();
        List<Result> rest =
                new Playing(QUICK, file, part, PlayingTest::quickly).play(two).results();

        assertThat(part).hasSize(1);
        assertThat(rest).isEqualTo(whole);
        assertThat(ResultsFile.read(file).results()).isEqualTo(whole);
    }

    @Test
    void results_that_are_there_are_not_played_again(@TempDir Path folder) {
        List<Scenario> one = some("latency ×2");
        Path file = folder.resolve("results.jsonl");
        Predicate<Contestant> flagger = it -> it.name().equals("Flagger, documented");
        Result known = new Playing(QUICK, file, List.of(), flagger).play(one).results().getFirst();
        Result marked = named(known, 12_345);

        List<Result> again = new Playing(QUICK, file, List.of(marked), flagger).play(one).results();

        assertThat(again).containsExactly(marked);
    }

    @Test
    void a_bar_that_was_missed_does_not_hold(@TempDir Path folder) {
        Predicate<Contestant> ours = one -> one.name().equals(Roster.OUR_WEIGHTS);
        Path file = folder.resolve("results.jsonl");
        Result seen =
                new Playing(QUICK, file, List.of(), ours)
                        .play(some(Scenarios.A_TIMED))
                        .results()
                        .getFirst();

        assertThat(DecisionsBars.of(List.of(seen))).hasSize(2).allMatch(Bar::held);
        assertThat(DecisionsBars.of(List.of(named(seen, 751)))).anyMatch(bar -> !bar.held());
    }

    /** Who plays an hour to find nothing is left out. */
    private static boolean quickly(Contestant contestant) {
        return !contestant.name().equals(Roster.OUR_DECISION);
    }

    private static Result named(Result r, double requestsMean) {
        return new Result(
                r.judge(),
                r.settings(),
                r.group(),
                r.scenario(),
                r.family(),
                r.seed(),
                r.n(),
                r.rollbacks(),
                r.wilsonLow(),
                r.wilsonHigh(),
                r.early(),
                r.missed(),
                r.falsePromotes(),
                requestsMean,
                r.requestsP99(),
                r.failedMean(),
                r.failedP99(),
                r.overBudget(),
                r.meanMs(),
                r.p99Ms(),
                r.halfMs(),
                r.fullMs(),
                r.fullP95Ms(),
                r.fullReached(),
                r.ratioToLimit());
    }

    private static List<Scenario> some(String... names) {
        return Scenarios.simulated().stream()
                .filter(scenario -> List.of(names).contains(scenario.name()))
                .sorted((a, b) -> b.name().compareTo(a.name()))
                .toList();
    }
}
