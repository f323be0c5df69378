package dev.surefoot.bench.decisions.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.bench.decisions.world.Fault;
import dev.surefoot.bench.decisions.world.Traffic;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What exposure planned from a budget of 100 failed requests promises. */
@Requirement("DECISIONS-4")
class PlannedTest {
    private static final String UNPREPARED = "Surefoot, budget 100, prepared for 10 % failures";

    @Test
    void costs_no_more_than_its_budget_whenever_a_fault_starts_before_the_evidence_is_in() {
        List<Scenario> bounded =
                Scenarios.simulated().stream().filter(ReleaseScenarios::bounded).toList();

        assertThat(bounded).hasSizeGreaterThanOrEqualTo(18);
        for (Scenario scenario : bounded) {
            Result result = Trial.play(scenario, Roster.OUR_PLAN, 100);
            assertThat(result.overBudget()).as(scenario.name()).isLessThanOrEqualTo(.01);
        }
    }

    @Test
    void costs_more_where_it_is_not_prepared_for_a_sudden_failure() {
        Fault late = Fault.of(.5).after(120);
        Scenario scenario = Scenario.release("late", Traffic.of(1_000, .001), Optional.of(late));

        assertThat(Trial.play(scenario, UNPREPARED, 50).failedMean()).isBetween(180.0, 320.0);
        assertThat(Trial.play(scenario, Roster.OUR_PLAN, 50).failedMean()).isBetween(20.0, 36.0);
    }

    @Test
    void has_a_good_version_everywhere_sooner_than_the_documented_schedules_of_others() {
        for (double rps : new double[] {100, 1_000}) {
            Result planned = Trial.release(Roster.OUR_PLAN, rps, .001, 40);
            assertThat(planned.rollbacks()).isLessThanOrEqualTo(2);
            for (String peer : List.of("Flagger, documented", "Argo Rollouts, documented")) {
                Result other = Trial.release(peer, rps, .001, 20);
                assertThat(planned.fullMs().orElseThrow()).isLessThan(other.fullMs().orElseThrow());
            }
        }
    }

    @Test
    void does_not_bound_a_fault_that_starts_once_the_version_is_trusted() {
        Scenario late =
                ReleaseScenarios.notBounded().stream()
                        .filter(it -> it.name().contains("50 % from 600 s"))
                        .findFirst()
                        .orElseThrow();

        assertThat(Trial.play(late, Roster.OUR_PLAN, 20).failedMean()).isGreaterThan(100);
    }
}
