package dev.surefoot.judge.aa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.judge.Dispersion;
import dev.surefoot.judge.Metrics;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Routing;
import dev.surefoot.judge.Schedule;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What a raised plan says. */
class DampingTest {
    private static final Schedule STEPS = Schedule.of(List.of(500, 5_000));

    @Test
    @Requirement("AA-6")
    void a_plan_of_independent_requests_says_unknown_once_its_evidence_is_damped() {
        Plan plan =
                Plan.of(Routing.REQUEST, .01, STEPS)
                        .withLatency(List.of(.1, .5), Optional.of(new Metrics.Goal(.5, .99)))
                        .withEvent("cart-left", 1);

        Plan raised = Damping.raised(plan, 3);

        assertThat(raised.routing()).isEqualTo(Routing.UNKNOWN);
        assertThat(raised.dispersion().phi()).isEqualTo(3);
        assertThat(raised.dispersion().divisor()).isEqualTo(3.75);
        assertThat(raised.dispersion().source())
                .isEqualTo(
                        "declared request, raised 3 times for false alarms between equal versions");
        assertThat(raised.metrics().latency().orElseThrow().dispersion().phi()).isEqualTo(3);
        assertThat(raised.metrics().latency().orElseThrow().goal())
                .isEqualTo(plan.metrics().latency().orElseThrow().goal());
        assertThat(raised.metrics().events().getFirst().dispersion().phi()).isEqualTo(3);
        assertThat(raised.promises()).isEqualTo(plan.promises());
        assertThat(raised.rails()).isEqualTo(plan.rails());
    }

    @Test
    void a_measured_dispersion_is_multiplied_and_stays_within_what_a_plan_may_have() {
        Plan plan = Plan.of(Routing.USER, .01, STEPS).withDispersion(new Dispersion(40, "history"));

        assertThat(Damping.raised(plan, 1)).isSameAs(plan);
        assertThat(Damping.raised(plan, 1.5).dispersion())
                .isEqualTo(
                        new Dispersion(
                                60,
                                "history, raised 1.5 times for false alarms between equal"
                                        + " versions"));
        assertThat(Damping.raised(plan, 1.5).routing()).isEqualTo(Routing.USER);
        assertThat(Damping.raised(plan, 100).dispersion().phi()).isEqualTo(1_000);
    }

    @Test
    void the_divisor_is_raised_only_against_a_broken_promise_and_as_little_as_keeps_it() {
        assertThat(Damping.needed(.01, List.of())).isEqualTo(1);
        assertThat(Damping.needed(.01, List.of(100., 100.))).isEqualTo(1);
        assertThat(Damping.needed(.01, List.of(2., 3., 5., 1., 1.))).isEqualTo(5);
        assertThat(Damping.needed(.01, List.of(2., 3., Double.POSITIVE_INFINITY))).isEqualTo(100);
    }

    @Test
    void the_ladder_begins_with_the_plan_as_it_is() {
        Plan plan = Plan.of(Routing.REQUEST, .01, STEPS);

        assertThat(Damping.ladder(plan)).hasSameSizeAs(Damping.FACTORS).startsWith(plan);
        assertThat(Damping.firstShare(plan)).isEqualTo(.05);
    }
}
