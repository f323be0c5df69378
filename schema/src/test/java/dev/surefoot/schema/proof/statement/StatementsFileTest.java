package dev.surefoot.schema.proof.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

class StatementsFileTest {
    @Test
    void a_line_needs_only_its_text() throws UnreadableStatements {
        Statements file = parse("\n{\"sql\": \"SELECT 1\"}\n");

        assertThat(file.source()).isEqualTo(StatementSource.FILE);
        assertThat(file.all()).containsExactly(AppStatement.of("line 2", "SELECT 1"));
        assertThat(file.sha256()).hasSize(64);
    }

    @Test
    void values_are_texts_numbers_or_null_and_may_have_types() throws UnreadableStatements {
        Statements file =
                parse(
                        "{\"sql\": \"SELECT $1, $2, $3\", \"params\": [\"a\", 1.50, null],"
                                + " \"types\": [\"varchar\", null, \"int4[]\"]}");

        assertThat(file.all().getFirst().params())
                .containsExactly(
                        new Parameter(Optional.of("a"), Optional.of("varchar")),
                        Parameter.of("1.50"),
                        new Parameter(Optional.empty(), Optional.of("int4[]")));
    }

    @Test
    void lines_with_a_session_are_a_recording() throws UnreadableStatements {
        Statements file = parse("{\"sql\": \"SELECT 1\", \"session\": \"1\", \"tx\": \"2\"}");

        assertThat(file.source()).isEqualTo(StatementSource.RECORDING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"sql\": \"SELECT 1\", \"parms\": []}|unknown key \"parms\"",
                "{\"sql\": \"SELECT $2\", \"params\": [\"1\"]}|goes up to $2",
                "{\"sql\": \"SELECT 1\", \"params\": [\"1\"]}|goes up to $0",
                "{\"sql\": \"SELECT $1\", \"params\": [[1]]}|a parameter is [1]",
                "{\"sql\": \"SELECT $1\", \"params\": [1], \"types\": []}|",
                "{\"sql\": \"SELECT $1\", \"params\": [1], \"types\": [\"a;b\"]}|a type is",
                "{\"sql\": \"SELECT 1; SELECT 2\"}|several statements",
                "{\"sql\": \"-- nothing\"}|holds no statement",
                "{\"sql\": 7}|\"sql\" is 7",
                "{\"params\": []}|\"sql\" is missing",
                "{\"sql\": \"SELECT 1\", \"sqlState\": \"no\"}|five characters",
                "{\"sql\": \"SELECT 1\", \"sql\": \"SELECT 2\"}|no JSON object",
                "{\"sql\": \"SELECT 1\"} more|no JSON object",
                "[1]|no JSON object",
                "SELECT 1|no JSON object"
            })
    void a_fault_is_named_with_its_line(String line, String words) {
        UnreadableStatements e =
                catchThrowableOfType(
                        UnreadableStatements.class,
                        () -> parse("{\"sql\": \"SELECT 0\"}\n" + line));

        if (words == null) {
            assertThat(e).isNull();
        } else {
            assertThat(e.faults()).singleElement().asString().startsWith("line 2: ");
            assertThat(e).hasMessageContaining(words);
        }
    }

    @Test
    void all_faults_are_told_at_once() {
        UnreadableStatements e =
                catchThrowableOfType(
                        UnreadableStatements.class,
                        () ->
                                parse(
                                        "{\"id\": \"a\", \"sql\": \"SELECT 1\"}\nno\n"
                                                + "{\"id\": \"a\", \"sql\": \"SELECT 1\","
                                                + " \"session\": \"1\"}"));

        assertThat(e.faults())
                .hasSize(3)
                .anyMatch(fault -> fault.startsWith("line 2: no JSON object"))
                .contains("line 3: id a was given before")
                .anyMatch(fault -> fault.contains("1 of 2 statements have a session"));
    }

    @Test
    void what_was_written_reads_the_same() throws UnreadableStatements {
        List<AppStatement> all =
                List.of(
                        new AppStatement(
                                "1",
                                "INSERT INTO t VALUES ($1, $2) -- it's",
                                List.of(
                                        new Parameter(Optional.of("\"\n\\"), Optional.of("text")),
                                        Parameter.none()),
                                Optional.of("4"),
                                Optional.of("app"),
                                Optional.of("2"),
                                "23505"));

        assertThat(StatementsFile.parse(StatementsFile.write(all)).all()).isEqualTo(all);
    }

    private static Statements parse(String text) throws UnreadableStatements {
        return StatementsFile.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
