package dev.surefoot.bench.decisions.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.bench.decisions.rule.Contestant;
import dev.surefoot.bench.decisions.rule.Contestant.Group;
import dev.surefoot.bench.decisions.run.Scenario.Family;
import dev.surefoot.bench.decisions.world.Fault;
import dev.surefoot.bench.decisions.world.Traffic;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Everybody's knobs, under the same conditions. */
@Requirement("DECISIONS-2")
class SweptTest {
    private static final Traffic TRAFFIC = Traffic.of(1_000, .001);

    @Test
    void every_peer_that_has_a_knob_for_its_pace_has_it_swept() {
        List<String> names = Swept.all().stream().map(Contestant::name).toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .contains(
                        "Lindon–Malek, k 5, α .05",
                        "Lindon–Malek, k 100, α .001",
                        "Flagger, 99.5 %, threshold 1, 15 s",
                        "Argo Rollouts, .995, limit 0, 30 s",
                        "Kayenta, every 10 min",
                        "Surefoot, α .01");
    }

    @Test
    void settings_that_are_compared_are_played_equally_often() {
        for (Effort effort : List.of(new Effort(false), new Effort(true))) {
            for (Scenario scenario : Scenarios.simulated()) {
                if (scenario.sweep()) {
                    assertThat(
                                    Roster.of(scenario).stream()
                                            .filter(one -> !Roster.promised(one))
                                            .map(one -> effort.releases(scenario, one))
                                            .distinct())
                            .as(scenario.name())
                            .hasSize(1);
                }
            }
        }
    }

    @Test
    void lindon_and_maleks_test_with_a_weaker_prior_needs_fewer_requests_than_with_the_usual_one() {
        Scenario a = Scenario.detection("A", TRAFFIC, Fault.of(.01)).swept();

        double usual = Trial.play(a, "Lindon–Malek, k 100, α .05", 200).requestsMean();
        double weaker = Trial.play(a, "Lindon–Malek, k 5, α .05", 200).requestsMean();

        assertThat(weaker).isBetween(450.0, 620.0).isLessThan(.8 * usual);
    }

    @Test
    void kayenta_goes_on_judging_at_a_fixed_share_until_nobody_looks_any_more() {
        Fault late = Fault.of(.05).after(4 * 3_600);
        Scenario scenario = Scenario.detection("late", Traffic.of(100, .001), late).every(15);

        Result result = Trial.play(scenario.until(10 * 3_600), "Kayenta, documented", 10);

        assertThat(result.rollbacks()).isEqualTo(10);
        assertThat(result.early()).isZero();
    }

    @Test
    void a_faster_tick_finds_a_fault_sooner() {
        Scenario a = Scenario.detection("A", TRAFFIC, Fault.of(.05)).swept();

        double minute = Trial.play(a, "Flagger, 99.5 %, threshold 1", 10).requestsMean();
        double quarter = Trial.play(a, "Flagger, 99.5 %, threshold 1, 15 s", 10).requestsMean();

        assertThat(quarter).isLessThan(.3 * minute);
    }

    @Test
    void sticky_clusters_with_little_traffic_are_played_ten_thousand_times() {
        List<Scenario> some =
                Scenarios.simulated().stream()
                        .filter(it -> Scenarios.stickyAndSlow(it.name()))
                        .toList();

        assertThat(some).hasSize(6).allMatch(it -> it.family() == Family.SAME);
        for (Scenario scenario : some) {
            Contestant ours =
                    Roster.of(scenario).stream().filter(Roster::promised).findFirst().orElseThrow();
            assertThat(ours.group()).isEqualTo(Group.DECISION);
            assertThat(new Effort(false).releases(scenario, ours)).isEqualTo(10_000);
        }
    }
}
