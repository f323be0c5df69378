package dev.surefoot.bench.decisions.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

@Requirement("DECISIONS-2")
class SlowVersionsTest {
    private static final String FLAGGER = "Flagger, documented";

    @Test
    void the_judge_with_default_weights_needs_at_most_750_requests_in_a() {
        Result result = play(Scenarios.A_TIMED, Roster.OUR_WEIGHTS, 1_000);

        assertThat(result.missed()).isZero();
        assertThat(result.requestsMean()).isLessThanOrEqualTo(750);
    }

    @Test
    void a_tenth_slower_is_found_by_comparison_and_not_by_a_bar_on_the_99th_percentile() {
        assertThat(play("latency ×1.1", Roster.OUR_WEIGHTS, 50).missed()).isZero();
        assertThat(play("latency ×1.1", FLAGGER, 50).missed()).isEqualTo(50);
    }

    @Test
    void documented_flagger_sees_what_is_beyond_its_half_second() {
        assertThat(play("latency ×2", FLAGGER, 20).meanMs()).hasValue(660_000.0);
        assertThat(play("1 % of requests + 1 s", FLAGGER, 20).missed()).isZero();
    }

    @Test
    void who_looks_at_errors_alone_sees_nothing() {
        assertThat(play("latency ×2", Roster.OUR_DECISION, 10).missed()).isEqualTo(10);
    }

    private static Result play(String name, String contestant, int n) {
        Scenario scenario =
                Scenarios.simulated().stream()
                        .filter(it -> it.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        return Trial.play(scenario, contestant, n);
    }
}
