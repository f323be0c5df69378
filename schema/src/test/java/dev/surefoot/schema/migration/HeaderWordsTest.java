package dev.surefoot.schema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.users",
                "full_name = name",
                "app.\"People\"",
                "\"Place in line\" = \"Order\"",
                "note = 'it''s \"\"'",
                "\"",
                "a\tb",
                "é = '=\"'"
            })
    void what_is_written_is_read_again(String value) throws UnreadableMigrations {
        String words = HeaderWords.of("set", value).and("key", "id").toString();

        assertThat(HeaderLine.parse("1.sql", 1, words).values())
                .containsOnly(entry("set", value), entry("key", "id"));
    }

    @Test
    void a_plain_word_stands_without_quotes() {
        assertThat(HeaderWords.of("table", "app.users").and("key", "id"))
                .hasToString("table=app.users key=id");
    }

    @Test
    void a_value_on_two_lines_is_refused() {
        HeaderWords words = HeaderWords.of("table", "app.users");

        assertThatThrownBy(() -> words.and("set", "a =\n b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set= has more than one line");
    }
}
