package dev.surefoot.schema.proof.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.proof.statement.Parameter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggedParametersTest {
    @Test
    void values_are_what_is_between_the_quotes() {
        assertThat(
                        LoggedParameters.of(
                                "Parameters: $1 = 'it''s', $2 = NULL, $3 = 'NULL', $4 = '',"
                                        + " $5 = 'a'', $6 = ''b\n\\'"))
                .hasValueSatisfying(
                        all ->
                                assertThat(all)
                                        .containsExactly(
                                                Parameter.of("it's"),
                                                Parameter.none(),
                                                Parameter.of("NULL"),
                                                Parameter.of(""),
                                                Parameter.of("a', $6 = 'b\n\\")));
    }

    @Test
    void version_15_writes_a_small_letter() {
        assertThat(LoggedParameters.of("parameters: $1 = '1'"))
                .hasValueSatisfying(all -> assertThat(all).containsExactly(Parameter.of("1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "prepare: PREPARE p AS SELECT 1",
                "Parameters: $1 = 'cut off",
                "Parameters: $2 = '1'",
                "Parameters: $1 = '1' and more"
            })
    void anything_else_is_no_list_of_values(String detail) {
        assertThat(LoggedParameters.of(detail)).isEmpty();
    }
}
