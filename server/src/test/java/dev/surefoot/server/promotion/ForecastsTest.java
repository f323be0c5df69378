package dev.surefoot.server.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.server.environment.Harm;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.RolloutPlan;
import dev.surefoot.server.traffic.TrafficMinute;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/** What is expected of traffic that was counted by minute, and what a budget makes of it. */
class ForecastsTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    @Requirement("BUDGET-4")
    void both_slots_count_together_and_minutes_that_are_not_whole_do_not() {
        List<TrafficMinute> history = minutes(10, minute -> minute == 0 ? 1 : 600);
        history.addAll(minutes(10, Slot.GREEN, minute -> 60));
        history.add(new TrafficMinute(Slot.BLUE, "blue-0", NOON, 7, 0, List.of()));

        Forecasts forecasts = Forecasts.of(history, NOON.plusSeconds(30));

        assertThat(forecasts).isEqualTo(new Forecasts(11, 11));
    }

    @Test
    @Requirement("BUDGET-4")
    void what_was_never_counted_for_a_whole_minute_is_not_known() {
        assertThat(Forecasts.of(List.of(), NOON)).isEqualTo(new Forecasts(0, 0));
        assertThat(Forecasts.of(minutes(1, minute -> 600), NOON)).isEqualTo(new Forecasts(0, 0));
    }

    @Test
    @Requirement("BUDGET-4")
    void a_busy_hour_is_planned_with_and_a_single_minute_of_a_pause_is_not() {
        Forecasts busy = Forecasts.of(minutes(600, minute -> minute < 540 ? 60 : 6_000), NOON);
        assertThat(busy.high()).isEqualTo(100);
        assertThat(busy.usual()).isBetween(10.0, 12.0);

        Forecasts pause = Forecasts.of(minutes(61, minute -> minute == 30 ? 90_000 : 600), NOON);
        assertThat(pause.high()).isLessThan(40);
    }

    @Test
    @Requirement("BUDGET-4")
    void at_night_the_days_mean_is_planned_with() {
        Forecasts night = Forecasts.of(minutes(601, minute -> minute < 540 ? 6_000 : 0), NOON);

        assertThat(night.high()).isEqualTo(night.usual()).isBetween(89.0, 91.0);
    }

    @Test
    @Requirement("BUDGET-4")
    void a_part_of_the_error_budget_is_reckoned_from_the_usual_traffic() {
        var harm = new Harm.ErrorBudget(new Share(10), new Share(9_990));
        var spendable = new RolloutPlan.Spendable(harm, new Share(4_000));

        var budget = Budgets.of(spendable, new Forecasts(100, 250), 0.002, Duration.ofSeconds(3));

        // 0.1 % of 0.1 % of 30 days of 100 requests a second.
        assertThat(budget.failedRequests()).isCloseTo(259.2, within(1e-6));
        assertThat(budget.forecast().requestsPerSecond()).isEqualTo(250);
        assertThat(budget.limits().maxShareBp()).isEqualTo(4_000);
        assertThat(budget.limits().replicaRate()).isEmpty();
    }

    private static List<TrafficMinute> minutes(int count, IntToLongFunction requests) {
        return minutes(count, Slot.BLUE, requests);
    }

    /** The last {@code count} minutes before noon. */
    private static List<TrafficMinute> minutes(int count, Slot slot, IntToLongFunction requests) {
        List<TrafficMinute> minutes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (requests.applyAsLong(i) > 0) {
                minutes.add(
                        new TrafficMinute(
                                slot,
                                slot + "-0",
                                NOON.minus(count - i, ChronoUnit.MINUTES),
                                requests.applyAsLong(i),
                                0,
                                List.of()));
            }
        }
        return minutes;
    }
}
