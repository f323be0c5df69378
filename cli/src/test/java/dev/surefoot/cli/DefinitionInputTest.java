package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code apply} says to files that are not as they should be, and to names nobody applied. */
class DefinitionInputTest {
    @TempDir static Path folder;
    @TempDir Path own;
    static Stack stack;
    static String service = "";

    @BeforeAll
    static void a_server() throws IOException {
        stack = Stack.start(folder);
        Path file = stack.files().service(Rollout.ALL_AT_ONCE, "definitions");
        stack.surefoot("apply", file.toString());
        service = Files.readString(file);
    }

    @AfterAll
    static void no_process_is_left() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Requirement("INPUT-1")
    @Requirement("INPUT-2")
    void every_unknown_key_is_named_at_once_with_its_line_and_what_was_meant() throws Exception {
        String wrong = service.replace("owner:", "ownr:").replace("startup:", "startp:");

        Cli.Answer answer = refused("surefoot.yaml", wrong);

        assertThat(answer.err())
                .contains("surefoot.yaml")
                .contains("ownr")
                .contains("owner")
                .contains("startp")
                .contains("startup")
                .contains(Integer.toString(lineOf(wrong, "ownr")))
                .contains(Integer.toString(lineOf(wrong, "startp")));
    }

    @Test
    @Requirement("INPUT-1")
    void broken_yaml_is_named_with_its_line() throws Exception {
        String wrong = service.replace("slots: {blue", "slots: {{blue");

        Cli.Answer answer = refused("surefoot.yaml", wrong);

        assertThat(answer.err())
                .contains("surefoot.yaml")
                .contains(Integer.toString(lineOf(wrong, "{{blue")));
    }

    @Test
    @Requirement("INPUT-3")
    void a_key_that_stands_twice_is_refused() throws Exception {
        Cli.Answer answer = refused("surefoot.yaml", service + "owner: somebody-else\n");

        assertThat(answer.err()).contains("owner");
    }

    @Test
    @Requirement("INPUT-4")
    void a_duration_and_a_share_need_a_unit() throws Exception {
        Cli.Answer answer =
                refused(
                        "surefoot.yaml",
                        service.replace("startup: 60s", "startup: 60")
                                .replace("max-error-rate: 1%", "max-error-rate: 1"));

        assertThat(answer.err()).contains("startup").contains("max-error-rate");
    }

    @Test
    void an_unknown_key_of_a_policy_is_named() throws Exception {
        String policy = Files.readString(stack.files().policy());

        Cli.Answer answer = refused("policy.yaml", policy.replace("require:", "requires:"));

        assertThat(answer.err()).contains("policy.yaml").contains("requires").contains("require");
    }

    @Test
    void an_unknown_service_or_environment_is_named() {
        Cli.Answer noService = stack.tried("promote", "cellar", "production", "--first");
        String candidate = stack.candidate(Shop.version("v1"));
        Cli.Answer noEnvironment =
                stack.tried("promote", "shop", "cellar", "--candidate", candidate, "--first");

        assertThat(noService.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(noService.err()).contains("cellar");
        assertThat(noEnvironment.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(noEnvironment.err()).contains("cellar");
    }

    /** Applies a file that must be refused and must change nothing. */
    private Cli.Answer refused(String name, String text) throws Exception {
        Files.createDirectories(own.resolve("config"));
        Files.copy(
                folder.resolve("operations/config/production.yaml"),
                own.resolve("config/production.yaml"));
        Path file = Files.writeString(own.resolve(name), text);
        String before = stack.store().contents();

        Cli.Answer answer = stack.tried("apply", file.toString());

        assertThat(answer.exit()).as("%s", answer).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.out()).isEmpty();
        assertThat(stack.store().contents()).isEqualTo(before);
        return answer;
    }

    private static int lineOf(String text, String part) {
        return (int) text.substring(0, text.indexOf(part)).chars().filter(c -> c == '\n').count()
                + 1;
    }
}
