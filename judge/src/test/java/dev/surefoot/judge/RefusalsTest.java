package dev.surefoot.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

class RefusalsTest {
    private static final Plan PLAN = Simple.plan();
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Counts GOOD = Counts.of("x", 10, 1);

    @ParameterizedTest
    @CsvSource({
        "-1, 0, 0, 0, canary[1].requests, -1, at least 0",
        "5, -2, 0, 0, canary[1].errors, -2, at least 0",
        "5, 6, 0, 0, canary[1].errors, 6, at most requests = 5",
        "5, 0, -1, 0, canary[1].vitals.restarts, -1, at least 0",
        "5, 0, 0, -1, canary[1].vitals.oomKills, -1, at least 0",
        "1000000000000, 0, 0, 0, canary[1].requests, 1000000000000, "
                + "at most 1000000000000 in the whole arm"
    })
    void names_path_value_and_bound_of_an_impossible_count(
            long requests,
            long errors,
            int restarts,
            int kills,
            String path,
            String value,
            String bound) {
        Counts bad = Counts.of("y", requests, errors).with(new Vitals(true, restarts, kills, 0));
        Window window = Simple.second(0, 500, List.of(GOOD, bad), List.of(GOOD));

        assertRefused(State.initial(PLAN), window, path, value, bound);
    }

    @Test
    void refuses_an_instance_named_twice_in_one_arm() {
        Window window = Simple.second(0, 500, List.of(GOOD), List.of(GOOD, GOOD));

        assertRefused(
                State.initial(PLAN), window, "baseline[1].instance", "x", "named once per arm");
    }

    @ParameterizedTest
    @CsvSource({"7", "6", "0"})
    void refuses_a_window_that_was_seen_or_comes_late(long seq) {
        State state = Judge.next(PLAN, State.initial(PLAN), Simple.second(7, GOOD, GOOD)).state();

        assertRefused(
                state,
                Simple.second(seq, GOOD, GOOD),
                "seq",
                Long.toString(seq),
                "greater than the last, 7");
    }

    @Test
    void refuses_a_window_without_length_or_with_an_impossible_share() {
        Window good = Simple.second(3, GOOD, GOOD);
        Window empty =
                new Window(
                        3, good.start(), good.start(), 500, good.canary(), good.baseline(), false);

        assertRefused(
                State.initial(PLAN),
                empty,
                "end",
                "2026-03-01T12:00:03Z",
                "after start = 2026-03-01T12:00:03Z");
        assertRefused(
                State.initial(PLAN),
                Simple.second(0, 10_001, List.of(GOOD), List.of(GOOD)),
                "shareBp",
                "10001",
                "from 0 to 10000");
    }

    private static void assertRefused(
            State state, Window window, String path, String value, String bound) {
        byte[] before = state.toBytes();
        for (boolean comparing : new boolean[] {true, false}) {
            RefusedWindow refused =
                    catchThrowableOfType(
                            RefusedWindow.class,
                            () -> {
                                if (comparing) {
                                    Judge.next(PLAN, state, window);
                                } else {
                                    Judge.rails(PLAN, state, window);
                                }
                            });

            assertThat(refused.path()).isEqualTo(path);
            assertThat(refused.value()).isEqualTo(value);
            assertThat(refused.bound()).isEqualTo(bound);
            assertThat(refused)
                    .hasMessage("window refused: " + path + " is " + value + ", must be " + bound);
        }
        assertThat(state.toBytes()).isEqualTo(before);
    }

    @Test
    void refuses_plans_that_promise_nothing() {
        assertRefused("alpha is 0.0", () -> PLAN.withErrors(0, .05));
        assertRefused("alpha is NaN", () -> PLAN.withErrors(Double.NaN, .05));
        assertRefused("beta is 1.0", () -> PLAN.withErrors(.01, 1));
        assertRefused("margin is 1.0", () -> PLAN.withMargin(1));
        assertRefused("max-error-rate is 1.0", () -> Plan.of(Routing.USER, 1, PLAN.pace()));
        assertRefused("window is PT0S", () -> PLAN.withWindow(Duration.ZERO));
        assertRefused(
                "min-evidence-time is PT-1S",
                () -> PLAN.withMinEvidenceTime(Duration.ofSeconds(-1)));
        assertRefused("deadline is PT0S", () -> PLAN.withDeadline(Duration.ZERO));
        assertRefused("dispersion is 2.0", () -> PLAN.withDispersion(Dispersion.DEFAULT));
        assertRefused("dispersion is 0.5", () -> new Dispersion(.5, "history"));
        assertRefused(
                "latency.dispersion is 2.0",
                () ->
                        PLAN.withMetrics(
                                new Metrics(
                                        Optional.of(
                                                new Metrics.Latency(
                                                        List.of(.5),
                                                        Optional.empty(),
                                                        1,
                                                        Dispersion.DEFAULT)),
                                        List.of())));
        for (double tolerated : List.of(.9, 11.0, Double.NaN)) {
            assertRefused(
                    "latency.tolerated is " + tolerated + ", must be at least 1 and at most 10",
                    () ->
                            new Metrics.Latency(
                                    List.of(.5),
                                    Optional.empty(),
                                    tolerated,
                                    Dispersion.DECLARED_REQUEST));
        }
        assertRefused("rails.availability is 1.0", () -> Rails.DEFAULT.withAvailability(1));
        assertRefused("steps is []", () -> Schedule.of(List.of()));
        assertRefused("steps is [500, 500]", () -> Schedule.of(List.of(500, 500)));
        assertRefused("steps is [500, 9500]", () -> Schedule.of(List.of(500, 9_500)));
        assertRefused(
                "rails.error-rate is 0.6",
                () -> new Rails(.6, 3, 3, Duration.ofSeconds(60), Optional.empty()));
        assertRefused(
                "rails.restarts is 0",
                () -> new Rails(.1, 0, 3, Duration.ofSeconds(60), Optional.empty()));
        assertRefused(
                "rails.blind is PT0S", () -> new Rails(.1, 3, 3, Duration.ZERO, Optional.empty()));
    }

    private static void assertRefused(String message, Runnable plan) {
        assertThatIllegalArgumentException()
                .isThrownBy(plan::run)
                .withMessageStartingWith(message)
                .withMessageContaining("must be");
    }

    @Test
    void gives_every_setting_its_part_in_the_plans_hash() {
        assertThat(plans()).extracting(Plan::hash).doesNotHaveDuplicates();
        assertThat(PLAN.hash()).hasSize(64).isEqualTo(Simple.plan().hash());
    }

    private static List<Plan> plans() {
        List<Plan> plans = new ArrayList<>();
        plans.add(PLAN);
        plans.add(PLAN.withErrors(.02, .05));
        plans.add(PLAN.withErrors(.01, .06));
        plans.add(PLAN.withMargin(1.5));
        plans.add(PLAN.withMinEvidenceTime(Duration.ofMinutes(6)));
        plans.add(PLAN.withWindow(Duration.ofSeconds(2)));
        plans.add(PLAN.withDeadline(Duration.ofHours(2)));
        plans.add(PLAN.withRails(new Rails(.06, 3, 3, MINUTE, Optional.empty())));
        plans.add(PLAN.withRails(new Rails(.05, 4, 3, MINUTE, Optional.empty())));
        plans.add(PLAN.withRails(new Rails(.05, 3, 4, MINUTE, Optional.empty())));
        plans.add(PLAN.withRails(new Rails(.05, 3, 3, MINUTE.plusMillis(1), Optional.empty())));
        plans.add(PLAN.withRails(Rails.DEFAULT.withAvailability(.999)));
        plans.add(PLAN.withRails(Rails.DEFAULT.withAvailability(.99)));
        plans.add(Plan.of(Routing.REQUEST, .011, PLAN.pace()));
        plans.add(Plan.of(Routing.USER, .01, PLAN.pace()));
        plans.add(Plan.of(Routing.UNKNOWN, .01, PLAN.pace()));
        plans.add(PLAN.withPace(Schedule.of(List.of(500, 1_000))));
        plans.add(PLAN.withLatency(List.of(.5), Optional.empty()));
        plans.add(PLAN.withLatency(List.of(.1, .5), Optional.empty()));
        plans.add(PLAN.withLatency(List.of(.5), Optional.of(new Metrics.Goal(.5, .99))));
        plans.add(PLAN.withLatency(List.of(.5), Optional.of(new Metrics.Goal(.5, .95))));
        plans.add(PLAN.withEvent("a", 1));
        plans.add(PLAN.withEvent("b", 1));
        plans.add(PLAN.withEvent("a", 2));
        plans.add(PLAN.withEvent("a", 1).withEvent("b", 1));
        budgets().forEach(budget -> plans.add(PLAN.withPace(budget)));
        return plans;
    }

    private static List<Budget> budgets() {
        Budget.Forecast forecast = new Budget.Forecast(1_000, .001);
        Duration reaction = Duration.ofSeconds(7);
        Budget budget = Budget.of(100, forecast, reaction);
        return List.of(
                budget,
                Budget.of(101, forecast, reaction),
                Budget.of(100, new Budget.Forecast(1_001, .001), reaction),
                Budget.of(100, new Budget.Forecast(1_000, .002), reaction),
                Budget.of(100, forecast, reaction.plusMillis(1)),
                budget.withSudden(.5),
                budget.withRisk(2),
                budget.withProbes(new Evidence.Tally(10, 1)),
                budget.withProbes(new Evidence.Tally(11, 0)),
                budget.with(new Budget.Limits(4_000, 1, Optional.empty())),
                budget.with(new Budget.Limits(5_000, 2, Optional.empty())),
                budget.with(new Budget.Limits(5_000, 1, Optional.of(100.0))));
    }

    @Test
    void derives_margin_and_ceiling_from_an_availability_goal() {
        assertThat(Plan.marginFor(.999, .002)).isEqualTo(1.5, closely());
        assertThat(Plan.marginFor(.999, .0001)).isEqualTo(2);
        assertThat(Plan.marginFor(.999, .5)).isEqualTo(1.1);
        assertThat(Plan.marginFor(.999, 0)).isEqualTo(2);
        assertThat(Plan.maxErrorRateFor(.999, .002)).isEqualTo(.004);
        assertThat(Plan.maxErrorRateFor(.99, .002)).isEqualTo(.01, closely());
    }

    private static Offset<Double> closely() {
        return Offset.offset(1e-12);
    }

    @Test
    void measures_no_dispersion_with_too_few_instances_or_without_errors() {
        assertThat(Dispersion.measured(List.of(List.of(5, 0), List.of(0, 9))))
                .isEqualTo(Dispersion.DEFAULT);
        assertThat(Dispersion.measured(List.of(List.of(0, 0, 0)))).isEqualTo(Dispersion.DEFAULT);
        assertThat(Dispersion.measured(Collections.nCopies(34, List.of(1, 1, 1))))
                .isEqualTo(new Dispersion(1, "history"));
        assertThat(Dispersion.measured(List.of(List.of(1, 0, 0, 0))))
                .isEqualTo(new Dispersion(2, "default 2, with few failures in history"));
        assertThat(Dispersion.measured(List.of(List.of(30, 0, 0))))
                .isEqualTo(new Dispersion(30, "history"));
    }
}
