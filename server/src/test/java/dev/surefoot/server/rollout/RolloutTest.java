package dev.surefoot.server.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.server.environment.OnInconclusive;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.environment.Strategy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class RolloutTest {
    @Test
    void the_shares_of_both_slots_make_everything() {
        for (int bp : new int[] {0, 1, 500, 9_999, 10_000}) {
            Split split = new Split(Slot.BLUE, new Share(bp));

            assertThat(split.of(Slot.GREEN)).isEqualTo(new Share(bp));
            assertThat(split.of(Slot.BLUE)).isEqualTo(new Share(10_000 - bp));
        }
    }

    @Test
    void one_slot_cannot_play_both_roles() {
        assertThat(Arms.canaryIn(Slot.BLUE)).isEqualTo(new Arms(Slot.GREEN, Slot.BLUE));
        assertThatThrownBy(() -> new Arms(Slot.BLUE, Slot.BLUE)).hasMessageContaining("BLUE");
    }

    @Test
    void exposure_begins_with_the_first_step_or_with_everything() {
        assertThat(plan(Strategy.CANARY, Duration.ZERO).first()).isEqualTo(new Share(100));
        assertThat(plan(Strategy.ALL_AT_ONCE, Duration.ZERO).first()).isEqualTo(Share.ALL);
    }

    @Test
    void after_promote_comes_everything_or_the_watch() {
        assertThat(plan(Strategy.CANARY, Duration.ZERO).afterPromote()).isEqualTo(Share.ALL);
        assertThat(plan(Strategy.CANARY, Duration.ofSeconds(1)).afterPromote())
                .isEqualTo(new Share(9_500));
    }

    private static RolloutPlan plan(Strategy strategy, Duration watch) {
        return new RolloutPlan(
                strategy,
                List.of(new Share(100), new Share(5_000)),
                Duration.ofSeconds(1),
                watch,
                Duration.ZERO,
                Duration.ofHours(1),
                OnInconclusive.HOLD,
                Duration.ofHours(1),
                Optional.empty());
    }
}
