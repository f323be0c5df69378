package dev.surefoot.server.promotion;

import static dev.surefoot.server.promotion.Samples.T0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.judge.Counts;
import dev.surefoot.judge.Window;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.runtime.Health;
import dev.surefoot.server.runtime.InstanceHealth;
import dev.surefoot.server.runtime.SlotHealth;
import dev.surefoot.server.traffic.CounterSnapshot;
import dev.surefoot.server.traffic.Deltas;
import dev.surefoot.server.traffic.InstanceCounts;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Green is the new version's slot; both readings are ten seconds apart, a minute after exposure.
 */
@Requirement("LATENCY-3")
class ArmWindowsTest {
    private static final Instant SINCE = T0.plusSeconds(60);
    private static final List<Long> BOUNDS = List.of(100L, 300L, 1_000L);
    private static final List<Long> NONE = List.of(0L, 0L, 0L, 0L);
    private static final Durations DURATIONS =
            new Durations(List.of(0.1, 1.0), Optional.of(T0), Duration.ofSeconds(30));

    @Test
    void tells_how_many_requests_were_slower_than_each_bound() {
        Window window = window(DURATIONS, counts(100, 70, 20, 7, 3), T0);

        Counts canary = window.canary().getFirst();
        assertThat(canary.requests()).isEqualTo(100);
        assertThat(canary.errors()).isEqualTo(1);
        assertThat(canary.slower()).containsExactly(30L, 3L);
        assertThat(canary.timed()).isTrue();
        assertThat(window.baseline().getFirst().slower()).containsExactly(5L, 0L);
    }

    @Test
    void tells_none_where_latency_is_not_judged() {
        Durations none = new Durations(List.of(), Optional.of(T0), Duration.ZERO);

        Window window = window(none, counts(100, 1, 1, 1, 1), T0);

        assertThat(window.canary().getFirst().slower()).isEmpty();
        assertThat(window.canary().getFirst().timed()).isTrue();
        assertThat(none.flaw(after(counts(100, 1, 1, 1, 1)), between(counts(100, 1, 1, 1, 1))))
                .isEmpty();
    }

    @Test
    void leaves_out_an_instance_that_warms_up_and_keeps_its_errors() {
        Window window = window(DURATIONS, counts(100, 70, 20, 7, 3), SINCE.minusSeconds(29));

        Counts canary = window.canary().getFirst();
        assertThat(canary.timed()).isFalse();
        assertThat(canary.errors()).isEqualTo(1);
        assertThat(window.baseline().getFirst().timed()).isTrue();
        assertThat(
                        window(DURATIONS, counts(100, 70, 20, 7, 3), SINCE.minusSeconds(30))
                                .canary()
                                .getFirst()
                                .timed())
                .isTrue();
    }

    @Test
    void a_new_version_warms_up_from_its_first_requests_on_not_from_its_start() {
        InstanceHealth old = instance("green-0", T0.minusSeconds(3_600));
        Durations just =
                new Durations(
                        List.of(0.1), Optional.of(SINCE.minusSeconds(1)), Duration.ofSeconds(30));

        assertThat(just.newWarms(old, SINCE)).isTrue();
        assertThat(just.newWarms(old, SINCE.plusSeconds(29))).isFalse();
        assertThat(just.oldWarms(old, SINCE)).isFalse();
        assertThat(just.oldWarms(instance("blue-0", SINCE.minusSeconds(2)), SINCE)).isTrue();
    }

    @Test
    void leaves_out_a_window_in_which_requests_and_durations_do_not_match_and_says_so() {
        InstanceCounts late = counts(100, 70, 20, 7, 2);

        Window window = window(DURATIONS, late, T0);

        assertThat(window.gap()).isFalse();
        assertThat(window.canary().getFirst().timed()).isFalse();
        assertThat(window.canary().getFirst().errors()).isEqualTo(1);
        assertThat(window.baseline().getFirst().timed()).isFalse();
        assertThat(DURATIONS.flaw(after(late), between(late)))
                .contains(
                        "the router told 100 requests and 99 durations of green-0: it is of an"
                                + " older release, start it anew");
    }

    @Test
    void leaves_out_a_window_whose_router_does_not_count_a_bound() {
        Durations other = new Durations(List.of(0.25), Optional.of(T0), Duration.ZERO);
        InstanceCounts counts = counts(100, 70, 20, 7, 3);

        assertThat(window(other, counts, T0).canary().getFirst().timed()).isFalse();
        assertThat(other.flaw(after(counts), between(counts)))
                .contains("the router counts no requests within 0.25 s");
    }

    private static Window window(Durations durations, InstanceCounts canary, Instant started) {
        return ArmWindows.window(
                ArmWindows.Counted.between(before(), after(canary)),
                new Share(500),
                new ArmWindows.Served(
                        new Arms(Slot.BLUE, Slot.GREEN),
                        new ArmHealth(
                                new SlotHealth(List.of(instance("green-0", started))),
                                new SlotHealth(List.of(instance("blue-0", T0)))),
                        durations));
    }

    private static Deltas between(InstanceCounts canary) {
        return ArmWindows.Counted.between(before(), after(canary)).deltas();
    }

    private static InstanceHealth instance(String name, Instant started) {
        return new InstanceHealth(name, 8101, new Health.Ready(), 0, Optional.of(started));
    }

    private static CounterSnapshot before() {
        return snapshot(SINCE, new InstanceCounts(0, 0, 0, 0, Optional.empty(), NONE), NONE);
    }

    private static CounterSnapshot after(InstanceCounts canary) {
        return snapshot(SINCE.plusSeconds(10), canary, List.of(95L, 5L, 0L, 0L));
    }

    private static CounterSnapshot snapshot(
            Instant at, InstanceCounts canary, List<Long> baseline) {
        long all = baseline.stream().mapToLong(c -> c).sum();
        return new CounterSnapshot(
                "epoch",
                at,
                BOUNDS,
                Map.of(
                        Slot.GREEN, Map.of("green-0", canary),
                        Slot.BLUE,
                                Map.of(
                                        "blue-0",
                                        new InstanceCounts(
                                                all, 0, all, 0, Optional.empty(), baseline))));
    }

    private static InstanceCounts counts(long requests, long... buckets) {
        return new InstanceCounts(
                requests,
                1,
                requests,
                0,
                Optional.empty(),
                Arrays.stream(buckets).boxed().toList());
    }
}
