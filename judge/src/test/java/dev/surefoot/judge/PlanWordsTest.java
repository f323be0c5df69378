package dev.surefoot.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.judge.Budget.Forecast;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

@Requirement("JUDGE-10")
class PlanWordsTest {
    private static final Budget BUDGET =
            Budget.of(100, new Forecast(1_000, .001), Duration.ofSeconds(7));

    private static Plan plan(Budget budget) {
        return Plan.of(Routing.REQUEST, .002, budget);
    }

    @Test
    void tells_what_a_budget_does_and_what_it_does_not_bound() {
        assertThat(Words.plan(plan(BUDGET)))
                .containsExactly(
                        "Rolls back a version that is no worse at most 1 time in 100; promotes one"
                                + " that is worse than 2× (odds) and fails more than 0.2 % at most"
                                + " 1 time in 20. Exact for independent requests or per-request"
                                + " random routing; otherwise calibrated, not proven.",
                        "May cost 100 failed requests beyond the baseline's share; planned with"
                                + " 1,000 requests a second and 7 s from a fault to its end.",
                        "Begins at 0.71 %, grows at most 2× at a time, up to 50 % before Promote"
                                + " and 95 % after it.",
                        "The budget holds, with chance at least 99 %, for faults that start in the"
                                + " first 5 min of evidence; until then a sudden total failure is assumed.",
                        "Not bounded: a fault that starts later. A sudden total failure costs, by"
                                + " share: 0.71 %: 50, 1.42 %: 99, 2.84 %: 199, 5.68 %: 398,"
                                + " 11.36 %: 795, 22.72 %: 1,590, 45.44 %: 3,181, 50 %: 3,500,"
                                + " 95 %: 6,650 failed requests; a partial one its part of that.",
                        "Not bounded: a fault that shows above some share only. It costs up to 2×"
                                + " what is said for that share.",
                        "Not bounded: an excess within 2× (odds), or below 0.2 %: it counts as good"
                                + " and goes on for as long as the version runs.",
                        "Not bounded: requests that hang. Each is counted when it ends, and until"
                                + " then more come: 7.1 a second at the first share.");
    }

    @Test
    void tells_how_failures_are_taken_to_cluster() {
        Plan plan = Plan.of(Routing.USER, .002, Schedule.of(List.of(500)));

        assertThat(Words.plan(plan))
                .contains(
                        "Failures are taken to come in clusters (variance over mean 2, default 2):"
                                + " evidence is divided by 2.5.");
        assertThat(Words.clusters(Simple.plan())).isEmpty();
    }

    @Test
    void tells_the_smallest_budget_that_can_be_told_from_chance() {
        Budget noisy = Budget.of(100, new Forecast(1_000, .03), Duration.ofSeconds(7));

        assertThat(Words.plan(plan(noisy)))
                .contains(
                        "The smallest budget that can be told from chance in that time is 379"
                                + " failed requests; below it only the comparison rolls back.");
        assertThat(Words.plan(plan(BUDGET))).noneMatch(line -> line.startsWith("The smallest"));
    }

    @Test
    void tells_of_probes_risk_and_a_lesser_sudden_fault() {
        Budget budget = BUDGET.withRisk(2).withSudden(.1).withProbes(new Evidence.Tally(2_000, 1));

        assertThat(Words.plan(plan(budget)))
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "May cost 50 failed requests beyond the baseline's share,"
                                                + " for it is risky;"))
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "Begins at 2.5 % (after 2,000 probes that no user saw, of"
                                                + " which 1 failed), grows at most 1.5× at a time"))
                .anyMatch(
                        line ->
                                line.endsWith(
                                        "until then a sudden failure of 10 % is assumed, and a"
                                                + " worse one can cost more."));
        assertThat(Words.plan(plan(BUDGET.withRisk(50))))
                .filteredOn(line -> line.startsWith("Not bounded: a fault that starts later"))
                .allMatch(line -> line.split(", ").length <= 20 && line.contains("95 %: 6,650"));
    }

    @Test
    void tells_the_steps_of_a_schedule() {
        assertThat(Words.plan(Simple.plan()))
                .hasSize(2)
                .contains(
                        "Exposes 5 %, 10 %, 50 %, each for at least 5 min and 30 canary requests.");
    }
}
