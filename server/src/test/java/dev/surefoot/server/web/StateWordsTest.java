package dev.surefoot.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.promotion.PromotionState;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class StateWordsTest {
    @Test
    void every_state_has_a_short_label_a_headline_and_whole_sentences() {
        assertThat(Lives.all())
                .allSatisfy(
                        state -> {
                            StateWords words = StateWords.of(state);
                            assertThat(words.label()).isNotBlank().hasSizeLessThan(20);
                            assertThat(words.headline()).isNotBlank().doesNotEndWith(".");
                            assertThat(words.detail()).matches("[A-Z0-9].*[.?!]");
                        });
    }

    @Test
    void what_was_taken_back_says_why_and_how_fast() {
        StateWords words = StateWords.of(Lives.rolledBack());

        assertThat(words.tone()).isEqualTo(Tone.BAD);
        assertThat(words.detail()).isEqualTo("It is worse. Traffic was back 11 ms after that.");
    }

    @Test
    void what_was_turned_down_by_hand_is_not_said_to_be_exposed() {
        Instant at = Instant.parse("2026-11-26T12:00:00Z");
        PromotionState held =
                new PromotionState.Frozen(
                        at,
                        new PromotionState.Exposing(at, new Share(500)),
                        PromotionState.FreezeCause.ASKED,
                        "somebody turned it down by hand",
                        at.plusSeconds(60));

        assertThat(StateWords.of(held).detail())
                .startsWith("Somebody turned it down by hand.")
                .contains("Nobody more gets it before an answer; going on exposes 5%. It waits");
    }

    @Test
    void a_share_is_said_as_people_write_it() {
        assertThat(StateWords.of(Lives.JUDGING).headline())
                .isEqualTo("5% of requests get the new version");
    }
}
