package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

/** What a command that needs more memory than it may have ends in. */
class OutOfMemoryTest {
    @ParameterizedTest
    @MethodSource("greedy")
    void a_command_without_memory_says_in_one_line_how_to_give_it_more(Greedy command) {
        Cli.Answer answer = Cli.answer(() -> Main.execute(Main.handled(new CommandLine(command))));

        assertThat(answer.exit()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().lines())
                .singleElement()
                .asString()
                .startsWith("surefoot: out of memory (Java heap space)")
                .contains("SUREFOOT_JAVA_OPTS=-Xmx");
    }

    static List<Greedy> greedy() {
        return List.of(
                new Greedy() {
                    @Override
                    public Integer call() {
                        throw new OutOfMemoryError("Java heap space");
                    }
                },
                new Greedy() {
                    @Override
                    public Integer call() {
                        throw new CompletionException(new OutOfMemoryError("Java heap space"));
                    }
                });
    }

    @Command(name = "greedy")
    abstract static class Greedy implements Callable<Integer> {}
}
