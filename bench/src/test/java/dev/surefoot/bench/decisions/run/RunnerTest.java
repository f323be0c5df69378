package dev.surefoot.bench.decisions.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.bench.decisions.rule.Contestant;
import dev.surefoot.bench.decisions.world.Fault;
import dev.surefoot.bench.decisions.world.Traffic;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class RunnerTest {
    @Test
    void results_do_not_depend_on_the_number_of_threads() {
        Scenario fixed = Scenario.detection("a", Traffic.of(100, .001), Fault.of(.05)).until(300);
        Scenario own =
                Scenario.release("b", Traffic.of(10, .001), Optional.of(Fault.of(.5))).until(900);

        for (Scenario scenario : List.of(fixed, own)) {
            assertThat(results(3, scenario)).isEqualTo(results(1, scenario));
        }
    }

    @Test
    void another_seed_is_another_stream() {
        Scenario scenario =
                Scenario.detection("a", Traffic.of(100, .001), Fault.of(.05)).until(300);

        try (Runner one = new Runner(1, 1);
                Runner other = new Runner(1, 2)) {
            List<Contestant> all = Roster.of(scenario);
            assertThat(one.play(scenario, all, 20).getFirst().requestsMean())
                    .isNotEqualTo(other.play(scenario, all, 20).getFirst().requestsMean());
        }
    }

    @Test
    void every_contestant_has_a_name_of_its_own() {
        Scenario swept = Scenario.same("a", Traffic.of(100, .001)).swept();

        assertThat(Roster.of(swept).stream().map(Contestant::name)).doesNotHaveDuplicates();
    }

    private static List<Result> results(int threads, Scenario scenario) {
        try (Runner runner = new Runner(threads, 5)) {
            return runner.play(scenario, Roster.of(scenario), 50);
        }
    }
}
