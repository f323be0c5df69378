package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

import java.util.List;
import java.util.stream.Stream;

/** Every command, at every level, explains itself. */
class HelpTest {
    @ParameterizedTest
    @MethodSource("commands")
    void every_command_has_help(String command) {
        String[] words = (command + " --help").trim().split(" ");

        Cli.Answer answer = Cli.run(words);

        assertThat(answer.exit()).isEqualTo(ExitCode.YES);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).startsWith(("Usage: surefoot " + command).trim());
        assertThat(answer.out()).contains("Exit codes:");
    }

    @Test
    void the_help_prints_placeholders_as_they_stand_in_files() {
        for (String command : List.of("check", "rehearse")) {
            assertThat(Cli.run("schema", command, "--help").out())
                    .containsPattern("What stands for \\$\\{K\\} or\\s+\\{\\{ index");
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void no_help_shows_a_variable_that_has_no_value(String command) {
        String[] words = (command + " --help").trim().split(" ");

        assertThat(Cli.run(words).out()).doesNotContainPattern("\\bnull\\b");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_unknown_option_is_a_usage_error_that_points_to_the_help(String command) {
        String[] words = (command + " --no-such-option").trim().split(" ");

        Cli.Answer answer = Cli.run(words);

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains(("'surefoot " + command).trim() + " --help'");
    }

    static Stream<String> commands() {
        return below("", Main.line());
    }

    private static Stream<String> below(String words, CommandLine line) {
        Stream<String> deeper =
                line.getSubcommands().entrySet().stream()
                        .filter(each -> !(each.getValue().getCommand() instanceof HelpCommand))
                        .flatMap(each -> below(words + " " + each.getKey(), each.getValue()));
        return Stream.concat(Stream.of(words.trim()), deeper);
    }
}
