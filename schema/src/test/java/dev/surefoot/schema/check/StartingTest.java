package dev.surefoot.schema.check;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.schema.shadow.ShadowFailure;

import org.junit.jupiter.api.Test;

class StartingTest {
    @Test
    void without_memory_it_is_not_the_shadow_that_failed() {
        Starting starting =
                Starting.of(
                        () -> {
                            throw new OutOfMemoryError("Java heap space");
                        });

        assertThatThrownBy(starting::shadow)
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("Java heap space");
    }

    @Test
    void any_other_reason_is_told_as_the_shadows() {
        Starting starting =
                Starting.of(
                        () -> {
                            throw new IllegalStateException("no folder");
                        });

        assertThatThrownBy(starting::shadow)
                .isInstanceOf(ShadowFailure.class)
                .hasMessageContaining("no folder");
    }
}
