package dev.surefoot.server.promotion;

import static dev.surefoot.server.promotion.Samples.T0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.OnInconclusive;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.promotion.PromotionState.FreezeCause;
import dev.surefoot.server.promotion.PromotionState.Judging;
import dev.surefoot.server.promotion.PromotionState.Watching;
import dev.surefoot.server.rollout.RolloutPlan;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Gates and bytes are looked at where something hangs on them. */
@Requirement("PROM-12")
class CloselyTest {
    private static final Closely NOT = new Closely(false, false);

    @Test
    void a_held_promotion_is_looked_at_only_for_what_would_let_it_go_on() {
        assertThat(frozen(FreezeCause.ASKED)).isEqualTo(NOT);
        assertThat(frozen(FreezeCause.BLIND)).isEqualTo(NOT);
        assertThat(frozen(FreezeCause.GATES)).isEqualTo(new Closely(true, false));
        assertThat(frozen(FreezeCause.WAY_BACK_BROKEN)).isEqualTo(new Closely(false, true));
    }

    @Test
    void growth_rests_on_both() {
        Promotion judging = Samples.in(new Judging(T0, new Share(500)));

        assertThat(Closely.at(judging, true, T0)).isEqualTo(new Closely(true, true));
        assertThat(Closely.at(judging, false, T0)).isEqualTo(NOT);
    }

    @Test
    void bytes_are_read_at_the_end_of_a_watch_and_not_all_through_it() {
        Duration watch = Duration.ofMinutes(1);
        RolloutPlan plan = Samples.canary(watch, OnInconclusive.HOLD);
        Promotion watched = Samples.in(new Watching(T0), plan, false);

        assertThat(Closely.at(watched, true, T0)).isEqualTo(new Closely(true, false));
        assertThat(Closely.at(watched, true, T0.plus(watch))).isEqualTo(new Closely(true, true));
    }

    private static Closely frozen(FreezeCause cause) {
        return Closely.at(Samples.in(Samples.frozen(cause)), true, T0);
    }
}
