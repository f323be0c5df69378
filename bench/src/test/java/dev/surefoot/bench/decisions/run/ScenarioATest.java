package dev.surefoot.bench.decisions.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.bench.decisions.world.Fault;
import dev.surefoot.bench.decisions.world.Traffic;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

/** From one in a thousand to one in a hundred, 5 % of 1,000 requests a second. */
@Requirement("DECISIONS-2")
class ScenarioATest {
    private static final Traffic TRAFFIC = Traffic.of(1_000, .001);
    private static final Scenario A = Scenario.detection("A", TRAFFIC, Fault.of(.01));
    private static final Scenario SAME = Scenario.same("A/A", TRAFFIC);

    @Test
    void the_judge_needs_at_most_650_requests_and_finds_it_in_all_of_a_thousand_seeds() {
        Result result = Trial.play(A, Roster.OUR_DECISION, 1_000);

        assertThat(result.missed()).isZero();
        assertThat(result.requestsMean()).isLessThanOrEqualTo(650);
        assertThat(result.ratioToLimit().orElseThrow())
                .isCloseTo(result.requestsMean() / 375, within(.01));
    }

    @Test
    void the_judge_takes_at_most_one_in_a_hundred_of_two_thousand_good_versions_back() {
        Result result = Trial.play(SAME.every(15), Roster.OUR_DECISION, 2_000);

        assertThat(result.rollbacks()).isLessThanOrEqualTo(20);
    }

    @Test
    void the_rules_of_others_need_what_they_need() {
        requests("Oracle SPRT, α .01", 480, .08);
        requests("Perfect threshold, ≥ 7 errors in 15 s", 1_204, .12);
        requests("Threshold, > 0.5 % in 60 s", 3_005, .02);
        requests("Kayenta, every 5 min", 15_000, .02);
    }

    @Test
    void kayenta_as_documented_needs_an_hour() {
        Result result = Trial.play(A, "Kayenta, documented", 10);

        assertThat(result.rollbacks()).isEqualTo(10);
        assertThat(result.meanMs()).hasValue(3_600_000.0);
        assertThat(result.requestsMean()).isCloseTo(180_000, within(1_000.0));
    }

    @Test
    void peeking_takes_good_versions_back() {
        Result peeking = Trial.play(SAME, "Peeking z test, 1 % a look", 100);

        assertThat(peeking.wilsonLow()).isGreaterThan(.1);
    }

    private static void requests(String name, double mean, double part) {
        assertThat(Trial.play(A, name, 300).requestsMean())
                .as(name)
                .isCloseTo(mean, within(part * mean));
    }
}
