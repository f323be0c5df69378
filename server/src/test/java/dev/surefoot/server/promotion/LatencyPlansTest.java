package dev.surefoot.server.promotion;

import static dev.surefoot.server.promotion.Samples.T0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.judge.Dispersion;
import dev.surefoot.judge.Metrics;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Routing;
import dev.surefoot.server.environment.EnvironmentDefinition;
import dev.surefoot.server.environment.GateSettings;
import dev.surefoot.server.environment.JudgeSettings;
import dev.surefoot.server.environment.LatencyBounds;
import dev.surefoot.server.environment.LatencySettings;
import dev.surefoot.server.environment.OnInconclusive;
import dev.surefoot.server.environment.RecoverySettings;
import dev.surefoot.server.environment.RolloutSettings;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.SloSettings;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.environment.Strategy;
import dev.surefoot.server.environment.TrafficSettings;
import dev.surefoot.server.traffic.TrafficMinute;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where latency is judged, and why it is not where it is not. */
@Requirement("LATENCY-2")
class LatencyPlansTest {
    private static final LatencySettings UNSAID = new LatencySettings.Unsaid();
    private static final TrafficSettings.DataPlane EMBEDDED = new TrafficSettings.Embedded(8080);
    private static final TrafficSettings.DataPlane HAPROXY =
            new TrafficSettings.Haproxy(Path.of("/a"), Path.of("/b"), Optional.empty());
    private static final Optional<SloSettings.Latency> GOAL = goal(300, 9_900);
    private static final Optional<SloSettings.Latency> NO_GOAL = Optional.empty();

    @Test
    void without_a_word_the_goal_is_judged_and_must_be_kept() {
        Metrics.Latency latency = judged(environment(EMBEDDED, UNSAID, GOAL), List.of());

        assertThat(latency)
                .isEqualTo(
                        new Metrics.Latency(
                                List.of(0.3),
                                Optional.of(new Metrics.Goal(0.3, 0.99)),
                                1.25,
                                Dispersion.DECLARED_REQUEST));
    }

    @Test
    void half_an_hour_of_history_adds_bounds_that_tell() {
        // Of 1,000 requests 500 took over 50 ms, 100 over 70 ms, 10 over 100 ms.
        List<TrafficMinute> history =
                history(30, Map.of(50, 500, 70, 400, 100, 90, 700, 9, 2_000, 1));

        assertThat(judged(environment(EMBEDDED, UNSAID, GOAL), history).bounds())
                .containsExactly(0.07, 0.1, 0.3);
    }

    @Test
    void without_a_goal_history_alone_tells_bounds_that_only_roll_back() {
        EnvironmentDefinition environment = environment(EMBEDDED, UNSAID, NO_GOAL);

        assertThat(judged(environment, history(30, Map.of(50, 900, 100, 100))))
                .isEqualTo(
                        new Metrics.Latency(
                                List.of(0.05),
                                Optional.empty(),
                                1.25,
                                Dispersion.DECLARED_REQUEST));
        assertThat(none(environment, history(29, Map.of(50, 900, 100, 100))))
                .isEqualTo(
                        "slo.latency is not set, and 30 minutes of the running version's traffic"
                                + " that could tell bounds were not there");
        assertThat(none(environment, history(60, Map.of(50, 1_000)))).startsWith("slo.latency is");
    }

    @Test
    void bounds_that_are_written_down_are_judged_with_the_goal_among_them() {
        LatencySettings at =
                new LatencySettings.At(List.of(Duration.ofMillis(100), Duration.ofSeconds(1)));

        assertThat(judged(environment(EMBEDDED, at, NO_GOAL), history(60, Map.of(50, 9))).bounds())
                .containsExactly(0.1, 1.0);
        assertThat(judged(environment(EMBEDDED, at, GOAL), List.of()).bounds())
                .containsExactly(0.1, 0.3, 1.0);
    }

    @Test
    void says_why_it_is_not_judged() {
        assertThat(none(environment(HAPROXY, UNSAID, GOAL), List.of()))
                .isEqualTo("HAProxy counts no durations by version");
        assertThat(none(environment(EMBEDDED, new LatencySettings.Off(), GOAL), List.of()))
                .isEqualTo("judge.metrics leaves it out");
        assertThat(none(environment(EMBEDDED, UNSAID, goal(250, 9_900)), List.of()))
                .startsWith(
                        "slo.latency has a bound that the router does not count, 250ms (next to"
                                + " it: 200ms or 300ms), and 30 minutes");
        assertThat(none(environment(EMBEDDED, UNSAID, goal(300, 10_000)), List.of()))
                .startsWith("slo.latency of 100% can't be shown");
    }

    @Test
    void where_users_stay_with_a_version_the_bound_that_clusters_most_counts() {
        List<TrafficMinute> even = history(30, Map.of(50, 900, 200, 100));
        List<TrafficMinute> minutes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            // One instance of three has all the requests over a second.
            Map<Integer, Integer> took = Map.of(50, 900, 200, 70, 2_000, i == 0 ? 30 : 0);
            minutes.addAll(named("blue-" + i, history(30, took)));
        }
        EnvironmentDefinition environment =
                environment(
                        EMBEDDED,
                        new LatencySettings.At(
                                List.of(Duration.ofMillis(100), Duration.ofSeconds(1))),
                        NO_GOAL);

        assertThat(dispersion(environment, Routing.USER, even)).isEqualTo(Dispersion.DEFAULT);
        assertThat(dispersion(environment, Routing.USER, List.of())).isEqualTo(Dispersion.DEFAULT);
        assertThat(dispersion(environment, Routing.USER, minutes))
                .isEqualTo(new Dispersion(30, "history"));
        assertThat(dispersion(environment, Routing.REQUEST, minutes))
                .isEqualTo(Dispersion.DECLARED_REQUEST);
    }

    @Test
    @Requirement("LATENCY-5")
    void people_are_told_what_is_judged_or_why_not() {
        EnvironmentDefinition with = environment(EMBEDDED, UNSAID, GOAL);
        EnvironmentDefinition without = environment(HAPROXY, UNSAID, GOAL);

        assertThat(words(with))
                .isEqualTo(
                        "errors, and latency at 300ms (odds of being slower up to 1.25 times are"
                                + " tolerated); to be kept: 99% within 300ms");
        assertThat(words(without))
                .isEqualTo("errors, not latency: HAProxy counts no durations by version");
        assertThat(
                        words(
                                environment(
                                        EMBEDDED,
                                        new LatencySettings.At(List.of(Duration.ofSeconds(2))),
                                        NO_GOAL)))
                .isEqualTo(
                        "errors, and latency at 2s (odds of being slower up to 1.25 times are"
                                + " tolerated); without a goal, so it rolls back and never"
                                + " has to be shown");
    }

    private static String words(EnvironmentDefinition environment) {
        Plan plan = SimService.judge(Samples.in(new PromotionState.Requested(T0)));
        return LatencyPlans.words(
                LatencyPlans.of(environment, Routing.REQUEST, List.of()).in(plan),
                Optional.of(environment));
    }

    private static Metrics.Latency judged(
            EnvironmentDefinition environment, List<TrafficMinute> history) {
        LatencyPlans.Choice choice = LatencyPlans.of(environment, Routing.REQUEST, history);
        assertThat(choice.why()).isEmpty();
        return choice.latency().orElseThrow();
    }

    private static String none(EnvironmentDefinition environment, List<TrafficMinute> history) {
        LatencyPlans.Choice choice = LatencyPlans.of(environment, Routing.REQUEST, history);
        assertThat(choice.latency()).isEmpty();
        return choice.why();
    }

    private static Dispersion dispersion(
            EnvironmentDefinition environment, Routing routing, List<TrafficMinute> history) {
        return LatencyPlans.of(environment, routing, history).latency().orElseThrow().dispersion();
    }

    private static Optional<SloSettings.Latency> goal(long ms, int shareBp) {
        return Optional.of(new SloSettings.Latency(Duration.ofMillis(ms), new Share(shareBp)));
    }

    /** Minutes of one instance, each with so many requests that took up to so many milliseconds. */
    private static List<TrafficMinute> history(int minutes, Map<Integer, Integer> took) {
        List<Long> buckets = new ArrayList<>();
        for (long bound : LatencyBounds.EMBEDDED_MS) {
            buckets.add((long) took.getOrDefault((int) bound, 0));
        }
        buckets.add(0L);
        long requests = buckets.stream().mapToLong(c -> c).sum();
        List<TrafficMinute> all = new ArrayList<>();
        for (int i = 0; i < minutes; i++) {
            all.add(
                    new TrafficMinute(
                            Slot.BLUE,
                            "blue-0",
                            T0.plus(Duration.ofMinutes(i)),
                            requests,
                            0,
                            buckets));
        }
        return all;
    }

    private static List<TrafficMinute> named(String instance, List<TrafficMinute> minutes) {
        return minutes.stream()
                .map(
                        it ->
                                new TrafficMinute(
                                        it.slot(),
                                        instance,
                                        it.minute(),
                                        it.requests(),
                                        it.errors(),
                                        it.buckets()))
                .toList();
    }

    private static EnvironmentDefinition environment(
            TrafficSettings.DataPlane plane,
            LatencySettings latency,
            Optional<SloSettings.Latency> goal) {
        return new EnvironmentDefinition(
                "production",
                "config.yaml",
                Map.of(),
                new TrafficSettings(plane, Optional.empty(), Duration.ofSeconds(15)),
                new GateSettings(List.of(), Duration.ofHours(1)),
                new RolloutSettings(
                        Strategy.CANARY,
                        List.of(new Share(500)),
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofHours(2),
                        OnInconclusive.HOLD,
                        Optional.empty(),
                        Optional.empty()),
                new JudgeSettings(
                        0.01,
                        0.05,
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofMinutes(5),
                        new JudgeSettings.Rails(new Share(500), 3, Duration.ofSeconds(60)),
                        latency),
                new RecoverySettings(Duration.ZERO, Duration.ofHours(1)),
                Optional.empty(),
                Optional.of(new SloSettings(new Share(9_990), goal, Duration.ofDays(30))));
    }
}
