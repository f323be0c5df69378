package dev.surefoot.bench.decisions.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.bench.decisions.rule.Contestant;
import dev.surefoot.bench.decisions.run.Scenario.Family;
import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.Vectors;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ScenariosTest {
    @Test
    void every_scenario_has_a_name_of_its_own() {
        List<Scenario> all = Scenarios.simulated();

        assertThat(all.stream().map(Scenario::name)).doesNotHaveDuplicates();
        assertThat(all).hasSizeBetween(100, 150);
        assertThat(all.stream().map(Scenario::name))
                .contains(Scenarios.A, Scenarios.SAME_AS_A, "A, from 90 min on");
    }

    @Test
    void ours_are_played_ten_thousand_times_where_both_arms_are_the_same() {
        Effort full = new Effort(false);
        for (Scenario scenario : Scenarios.simulated()) {
            for (Contestant contestant : Roster.of(scenario)) {
                boolean same = scenario.family() == Family.SAME;
                if (same && Roster.promised(contestant) && !scenario.variant()) {
                    assertThat(full.releases(scenario, contestant)).isEqualTo(10_000);
                }
            }
        }
    }

    @Test
    @Requirement("DECISIONS-2")
    void five_recorded_rows_of_a_fault_are_no_reason_to_promote() {
        for (Scenario scenario : recorded("issue")) {
            Result result = Trial.play(scenario, "Surefoot, errors only, α .01", 200);

            assertThat(result.falsePromotes()).as(scenario.name()).isZero();
        }
    }

    @Test
    @Requirement("DECISIONS-2")
    void random_halves_of_recorded_series_raise_no_alarm_beyond_the_stated_rate() {
        for (Scenario scenario : recorded("halves")) {
            Result result = Trial.play(scenario, "Surefoot, errors only, α .01", 1_000);

            assertThat(result.wilsonLow()).as(scenario.name()).isLessThanOrEqualTo(.01);
        }
    }

    private static List<Scenario> recorded(String part) {
        List<Scenario> some =
                RecordedScenarios.of(Vectors.set("series"), new ArrayList<>()).stream()
                        .filter(scenario -> scenario.name().contains(part))
                        .toList();
        assertThat(some).isNotEmpty();
        return some;
    }
}
