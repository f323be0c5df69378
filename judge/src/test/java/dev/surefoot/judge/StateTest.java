package dev.surefoot.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

class StateTest {
    /** Everything that a plan can have. */
    private static Plan whole() {
        List<Double> bounds = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            bounds.add(i / 10.0);
        }
        return Simple.demo()
                .withLatency(bounds, Optional.of(new Metrics.Goal(.5, .9)))
                .withEvent("cart-left", 1)
                .withEvent("login-failed", 2)
                .withRails(Rails.DEFAULT.withAvailability(.99))
                .withPace(Budget.of(1_000, new Budget.Forecast(300, .01), Duration.ofSeconds(3)));
    }

    private static Counts whole(Counts counts, SplittableRandom random) {
        List<Long> slower = new ArrayList<>();
        long left = counts.requests();
        for (int i = 0; i < 12; i++) {
            left = random.nextLong(left / 2, left + 1);
            slower.add(left);
        }
        return counts.withSlower(slower)
                .withEvents(
                        List.of(
                                new Counts.Trials(random.nextInt(3), 10),
                                new Counts.Trials(random.nextInt(2), 5)));
    }

    @Test
    @Requirement("JUDGE-2")
    void gives_identical_bits_when_saved_and_restored_after_every_window() {
        for (Plan plan : List.of(Simple.demo(), whole())) {
            for (long seed = 0; seed < 20; seed++) {
                assertSameBits(plan, seed);
            }
        }
    }

    private static void assertSameBits(Plan plan, long seed) {
        Traffic traffic = new Traffic(300, .01, .015, 3);
        SplittableRandom random = new SplittableRandom(seed);
        State kept = State.initial(plan);
        State restored = kept;
        for (int seq = 0; seq < 120; seq++) {
            Window window = traffic.window(seq, seq < 60 ? 500 : 5_000, random);
            Window seen =
                    plan.metrics().bounds() == 0
                            ? window
                            : new Window(
                                    window.seq(),
                                    window.start(),
                                    window.end(),
                                    window.shareBp(),
                                    window.canary().stream().map(c -> whole(c, random)).toList(),
                                    window.baseline().stream().map(c -> whole(c, random)).toList(),
                                    seq % 17 == 5,
                                    window.end().plusMillis(seq % 23 == 9 ? 1_500 : 0));

            Outcome one = outcome(plan, kept, seen);
            Outcome other = outcome(plan, restored, seen);

            assertThat(other.step()).isEqualTo(one.step());
            assertThat(other.state().toBytes()).isEqualTo(one.state().toBytes());
            kept = one.state();
            restored = State.fromBytes(plan, other.state().toBytes());
            assertThat(restored.toBytes()).isEqualTo(other.state().toBytes());
        }
    }

    private static Outcome outcome(Plan plan, State state, Window window) {
        return window.seq() % 13 == 7
                ? Judge.rails(plan, state, window)
                : Judge.next(plan, state, window);
    }

    @Test
    void needs_at_most_four_kilobytes_for_each_metric() {
        Plan errors =
                Simple.plan()
                        .withRails(Rails.DEFAULT.withAvailability(.99))
                        .withPace(whole().pace());
        Plan latency = whole().withMetrics(new Metrics(whole().metrics().latency(), List.of()));

        int one = State.initial(errors).toBytes().length;
        int two = State.initial(latency).toBytes().length;
        System.out.println("state: errors " + one + " bytes, twelve boundaries " + (two - one));
        assertThat(one).isLessThanOrEqualTo(4_096);
        assertThat(two - one).isLessThanOrEqualTo(4_096);
    }

    @Test
    void stays_small_however_many_windows_it_has_seen() {
        Plan plan = Simple.plan();
        State state = State.initial(plan);
        int before = state.toBytes().length;

        for (int seq = 0; seq < 2_000; seq++) {
            state = Judge.next(plan, state, busy(seq)).state();
        }

        assertThat(state.toBytes()).hasSize(before);
        assertThat(before).isLessThanOrEqualTo(4_096);
    }

    @Test
    void refuses_another_plans_state_by_name() {
        Plan plan = Simple.plan();
        Plan other = plan.withMargin(1.5);
        byte[] bytes = State.initial(plan).toBytes();
        State state = State.initial(plan);

        assertThatThrownBy(() -> State.fromBytes(other, bytes))
                .isInstanceOf(RefusedState.class)
                .hasMessageContaining(plan.hash())
                .hasMessageContaining(other.hash());
        assertThatThrownBy(() -> Judge.next(other, state, busy(0)))
                .isInstanceOf(RefusedState.class)
                .hasMessageContaining("plan hash");
    }

    @Test
    void refuses_damaged_bytes_wherever_the_damage_is() {
        Plan plan = Simple.plan();
        byte[] bytes = Judge.next(plan, State.initial(plan), busy(0)).state().toBytes();

        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 0x10;
            byte[] cut = Arrays.copyOf(bytes, i);
            assertThatThrownBy(() -> State.fromBytes(plan, damaged))
                    .as("byte %d", i)
                    .isInstanceOf(RefusedState.class);
            assertThatThrownBy(() -> State.fromBytes(plan, cut))
                    .as("cut to %d", i)
                    .isInstanceOf(RefusedState.class);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> State.fromBytes(plan, longer)).isInstanceOf(RefusedState.class);
    }

    private static Window busy(long seq) {
        return Simple.second(
                seq, Counts.of("canary", 15, seq % 3), Counts.of("baseline", 285, seq % 5));
    }
}
