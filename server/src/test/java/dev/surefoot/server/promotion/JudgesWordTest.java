package dev.surefoot.server.promotion;

import static dev.surefoot.server.promotion.Samples.T0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.rollback.RollbackCause;
import dev.surefoot.server.rollback.RollbackCause.Kind;
import dev.surefoot.server.rollback.RollbackPhase;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the judge decided, from the story alone. */
class JudgesWordTest {
    private static final PromotionState WATCHING = new PromotionState.Watching(T0);

    @Test
    void the_last_word_counts_for_a_promoted_version_can_still_be_taken_back() {
        List<PromotionEvent> story =
                story("JUDGING 500", "EXPOSING 9500", "WATCHING 9500", "ROLLING_BACK");

        assertThat(word(WATCHING, story.subList(0, 3))).contains("why EXPOSING 9500");
        assertThat(word(back(Kind.JUDGE), story)).contains("why ROLLING_BACK");
        assertThat(word(back(Kind.RAIL), story)).contains("why ROLLING_BACK");
    }

    @Test
    void what_a_person_decided_is_not_the_judges_word() {
        List<PromotionEvent> early = story("JUDGING 500", "ROLLING_BACK");
        List<PromotionEvent> late =
                story("JUDGING 500", "EXPOSING 10000", "BAKING", "ROLLING_BACK");

        assertThat(word(back(Kind.PERSON), early)).isEmpty();
        assertThat(word(back(Kind.PERSON), late)).contains("why EXPOSING 10000");
    }

    @Test
    void growth_before_promote_is_no_decision() {
        assertThat(word(WATCHING, story("JUDGING 500", "EXPOSING 5000", "JUDGING 5000"))).isEmpty();
    }

    private static Optional<String> word(PromotionState state, List<PromotionEvent> story) {
        return JudgesWord.of(state, story).map(PromotionEvent::why);
    }

    private static PromotionState back(Kind kind) {
        return new PromotionState.RollingBack(
                T0, new RollbackCause(kind, "somebody", "so"), new RollbackPhase.Switching());
    }

    private static List<PromotionEvent> story(String... states) {
        List<PromotionEvent> story = new ArrayList<>();
        for (String each : states) {
            List<String> parts = List.of(each.split(" ", -1));
            story.add(
                    new PromotionEvent(
                            story.size() + 1L,
                            T0,
                            parts.getFirst(),
                            parts.size() > 1
                                    ? Optional.of(new Share(Integer.parseInt(parts.getLast())))
                                    : Optional.empty(),
                            "why " + each));
        }
        return story;
    }
}
