package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.process.Ports;
import dev.surefoot.server.traffic.haproxy.PrivateHaproxy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** {@code router print} and {@code router check}, against a real server. */
class RouterCommandTest {
    @TempDir Path folder;
    private Stack stack;
    private Path definition;

    @BeforeEach
    void open() throws IOException {
        stack = Stack.start(folder);
        definition = stack.files().service(Rollout.ALL_AT_ONCE, "hello");
    }

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void the_embedded_proxy_needs_no_configuration_and_says_how_to_use_another() {
        stack.surefoot("apply", definition.toString());

        for (String verb : new String[] {"print", "check"}) {
            Cli.Answer answer = stack.tried("router", verb, "shop", "production");
            assertThat(answer.exit()).isEqualTo(ExitCode.NO);
            assertThat(answer.err()).contains("kind: haproxy");
        }
        assertThat(stack.tried("router", "print", "shop", "staging").exit())
                .isEqualTo(ExitCode.UNREADABLE);
        assertThat(stack.tried("router", "check", "shap", "production").exit())
                .isEqualTo(ExitCode.UNREADABLE);
    }

    @Test
    void nobody_at_the_socket_is_exit_code_1_and_says_which_line_is_missing() throws IOException {
        applyHaproxy(folder.resolve("nobody"));

        Cli.Answer check = stack.tried("router", "check", "shop", "production");

        assertThat(check.exit()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(check.out())
                .contains("unreachable socket " + folder.resolve("nobody/admin.sock"))
                .contains("-> in section global: stats socket")
                .endsWith("HAProxy does not answer\n");
    }

    @Test
    void what_is_printed_runs_as_it_is_and_what_is_changed_in_it_is_named()
            throws IOException, PrivateHaproxy.NotReady {
        Path directory = Files.createDirectories(folder.resolve("haproxy"));
        applyHaproxy(directory);
        JsonNode printed = stack.surefoot("router", "print", "shop", "production", "--json").json();
        String own = printed.path("own").asString();
        String words = stack.surefoot("router", "print", "shop", "production").out();
        assertThat(words)
                .contains("touch " + directory.resolve("maps/slot.map"))
                .contains(own.strip());

        try (PrivateHaproxy haproxy = haproxy(directory)) {
            String shared = printed.path("shared").asString();
            haproxy.run(haproxy.configuration(shared, own));
            assertThat(stack.surefoot("router", "check", "shop", "production").out())
                    .endsWith("ready for a release\n");

            haproxy.run(haproxy.configuration(shared, own.replace("expire 15000ms", "expire 5s")));
            Cli.Answer changed = stack.tried("router", "check", "shop", "production", "--json");
            assertThat(changed.exit()).isEqualTo(ExitCode.NO);
            assertThat(changed.json().path("ready").asBoolean()).isFalse();
            assertThat(changed.json().path("reachable").asBoolean()).isTrue();
            assertThat(changed.out()).contains("MISSING").contains("expire 15000ms");
        }
    }

    private void applyHaproxy(Path directory) throws IOException {
        String text = Files.readString(definition);
        String traffic =
                "{kind: haproxy, socket: %s/admin.sock, maps: %s/maps, "
                        .formatted(directory, directory);
        Files.writeString(definition, text.replace("{kind: embedded, ", traffic));
        stack.surefoot("apply", definition.toString());
    }

    /** Skips where it is missing; a build that must show everything fails instead. */
    private static PrivateHaproxy haproxy(Path directory) throws IOException {
        Optional<Path> program = PrivateHaproxy.program();
        if (System.getenv("CI") != null) {
            assertThat(program).as("the Debian package haproxy is installed").isPresent();
        }
        Assumptions.assumeTrue(program.isPresent(), "the Debian package haproxy is missing");
        return new PrivateHaproxy(
                program.orElseThrow(),
                directory,
                new PrivateHaproxy.Settings(Ports.free(1).getFirst(), Duration.ofSeconds(30)));
    }
}
