package dev.surefoot.server.web;

import static dev.surefoot.server.web.Lives.T0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionState;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

class ReturnTest {
    private static final Promotion DONE = Lives.in(Lives.completed(Duration.ofMinutes(30)));

    @Test
    void while_the_version_before_is_warm_it_can_go_back_at_once() {
        Return warm = Return.of(Optional.of(DONE), Optional.empty(), T0.plusSeconds(1_799));
        Return cold = Return.of(Optional.of(DONE), Optional.empty(), T0.plusSeconds(1_800));

        assertThat(warm.button()).contains("Roll back");
        assertThat(warm.until()).contains(T0.plusSeconds(1_800));
        assertThat(cold.button()).isEmpty();
        assertThat(cold.words()).contains("By promoting", "again").contains("000000aa");
    }

    @Test
    void what_nobody_has_got_is_cancelled_and_what_goes_back_needs_no_button() {
        for (PromotionState state : Lives.all()) {
            Return back = Return.of(Optional.of(DONE), Optional.of(Lives.in(state)), T0);

            if (state instanceof PromotionState.RollingBack) {
                assertThat(back.button()).isEmpty();
            } else {
                assertThat(back.button()).contains(state.exposed() ? "Roll back" : "Cancel");
            }
        }
    }

    @Test
    void a_first_release_says_that_there_is_nothing_before_it() {
        Promotion first = Lives.in(Lives.completed(Duration.ofMinutes(30)), false);

        assertThat(Return.of(Optional.of(first), Optional.empty(), T0).words()).contains("first");
        assertThat(Return.of(Optional.empty(), Optional.empty(), T0).words())
                .contains("Nothing runs");
        assertThat(
                        Return.of(Optional.empty(), Optional.of(Lives.in(Lives.JUDGING, false)), T0)
                                .words())
                .contains("nothing else is there to serve");
    }
}
