package dev.surefoot.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

class ExpectedTest {
    private static final int RELEASES = 200;

    /** One step and a strict ceiling, so that only the comparison decides. */
    private static final Plan PLAN =
            Plan.of(Routing.REQUEST, .001, Schedule.of(List.of(500)))
                    .withMinEvidenceTime(Duration.ofSeconds(30));

    @ParameterizedTest
    @Requirement("JUDGE-11")
    @CsvSource({
        "1000,.001,.01",
        "1000,.001,.005",
        "1000,.005,.02",
        "1000,.001,.002",
        "1000,.03,.06",
        "1000,.001,.04",
        "1000,0,.01",
        "200,.01,.05",
        "200,.002,.02",
        "40,.005,.04",
        "5000,.001,.01"
    })
    void what_a_rollback_is_expected_to_cost_is_what_it_costs(
            int perSecond, double baseline, double canary) {
        Expected expected = new Expected(PLAN, perSecond, baseline, .05);

        double requests = expected.rollback(canary).orElseThrow().canaryRequests();

        Traffic traffic = Traffic.of(perSecond, baseline, canary);
        double simulated =
                mean(seed -> traffic.watched(PLAN, seed, 6_000), Traffic.End::canaryRequests);
        assertThat(requests).isCloseTo(simulated, withinPercentage(10));
    }

    @Test
    @Requirement("JUDGE-11")
    void a_good_version_takes_about_as_long_as_expected() {
        Expected expected = new Expected(PLAN, 1000, .005, .05);

        Duration after = expected.promotion().orElseThrow().after();

        Traffic traffic = Traffic.of(1000, .005, .005);
        double simulated = mean(seed -> traffic.release(PLAN, seed, 3_000), Traffic.End::seconds);
        assertThat((double) after.toSeconds()).isCloseTo(simulated, withinPercentage(25));
    }

    @Test
    void evidence_that_clusters_costs_more() {
        Plan clustered = Plan.of(Routing.USER, .001, Schedule.of(List.of(500)));

        double drawnAnew = requests(PLAN);
        double byUser = requests(clustered);

        assertThat(byUser).isCloseTo(2.5 * drawnAnew, withinPercentage(10));
    }

    @Test
    void nobody_is_promoted_before_the_time_of_evidence() {
        Plan slow = PLAN.withMinEvidenceTime(Duration.ofHours(5));

        Duration after = new Expected(slow, 1000, .001, .05).promotion().orElseThrow().after();

        assertThat(after).isEqualTo(Duration.ofHours(5));
    }

    @Test
    void what_takes_longer_than_a_year_is_not_promised() {
        Expected idle = new Expected(PLAN, .001, .001, .0001);

        assertThat(idle.promotion()).isEmpty();
        assertThat(idle.rollback(.0011)).isEmpty();
    }

    @Test
    void traffic_that_cannot_be_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Expected(PLAN, 0, .001, .05))
                .withMessageContaining("requests-per-second is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Expected(PLAN, 10, .001, .05).rollback(.001))
                .withMessageContaining("canary-error-rate is 0.001");
    }

    private static double requests(Plan plan) {
        return new Expected(plan, 1000, .001, .05).rollback(.01).orElseThrow().canaryRequests();
    }

    private static double mean(
            LongFunction<Traffic.End> release, ToDoubleFunction<Traffic.End> figure) {
        return LongStream.range(0, RELEASES)
                .mapToObj(release)
                .mapToDouble(figure)
                .average()
                .orElseThrow();
    }
}
