package dev.surefoot.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.schema.Proof;
import dev.surefoot.server.schema.SchemaState;

import org.junit.jupiter.api.Test;

class ChangeWordsTest {
    @Test
    void every_state_has_a_short_label_a_headline_and_whole_sentences() {
        assertThat(Changes.all())
                .allSatisfy(
                        state -> {
                            StateWords words = ChangeWords.of(state);
                            assertThat(words.label()).isNotBlank().hasSizeLessThan(20);
                            assertThat(words.headline()).isNotBlank().doesNotEndWith(".");
                            assertThat(words.detail()).matches("[A-Z0-9].*[.?!]");
                        });
    }

    @Test
    void what_is_not_known_never_looks_like_what_was_proven() {
        StateWords open =
                ChangeWords.of(
                        new SchemaState.Proven(
                                Lives.T0, Changes.found(Proof.Verdict.INCONCLUSIVE)));

        assertThat(open.tone()).isEqualTo(Tone.HELD);
        assertThat(open.label()).isEqualTo("Not known");
    }
}
