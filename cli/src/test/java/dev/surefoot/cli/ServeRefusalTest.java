package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.api.Answers;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Why a server does not start: the thing is named, what was seen, and what to do. */
class ServeRefusalTest {
    @TempDir Path given;
    Path folder;
    Path data;
    Path log;

    @BeforeEach
    void a_folder() throws IOException {
        folder = given.toRealPath();
        data = folder.resolve("data");
        log = folder.resolve("server.log");
    }

    @Test
    void a_port_in_use_is_named_and_nothing_runs_on() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            ServeProcess serve = ServeProcess.start(data, log, "--port", port);

            assertThat(serve.awaitEnd()).as(serve.output()).isEqualTo(ExitCode.COULD_NOT);
            assertThat(serve.output()).contains("127.0.0.1:" + port).contains("--port");
            assertThat(data.resolve("server.url")).doesNotExist();
            nothingRunsOn();
        } finally {
            new OwnProcesses(folder).kill();
        }
    }

    @Test
    @Requirement("STORE-2")
    void a_second_server_on_the_same_data_is_refused_and_the_first_goes_on() throws IOException {
        try (Stack first = Stack.start(folder)) {
            ServeProcess second = ServeProcess.start(first.data().path(), log);

            assertThat(second.awaitEnd()).as(second.output()).isEqualTo(ExitCode.COULD_NOT);
            assertThat(second.output())
                    .contains("another server steers this database")
                    .contains("--data");
            assertThat(first.client().get("/health", Answers.Health.class).database())
                    .contains("PostgreSQL");
        }
    }

    @Test
    void an_address_that_others_can_reach_needs_to_be_asked_for() {
        Cli.Answer answer = Cli.run("serve", "--data", data.toString(), "--host", "0.0.0.0");

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains("0.0.0.0").contains("--allow-remote");
        assertThat(data).doesNotExist();
    }

    @Test
    void an_unknown_host_is_named() {
        Cli.Answer answer =
                Cli.run("serve", "--data", data.toString(), "--host", "no.such.host.invalid");

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains("no.such.host.invalid");
        assertThat(data).doesNotExist();
    }

    @Test
    void an_address_that_is_no_database_is_told_without_its_password() {
        Cli.Answer answer =
                Cli.run(
                        "serve",
                        "--data",
                        data.toString(),
                        "--database",
                        "mysql://surefoot:geheim@db/surefoot");

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err())
                .contains("--database", "'mysql'", "jdbc:postgresql://")
                .doesNotContain("geheim");
    }

    @Test
    void a_data_directory_that_cannot_be_made_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("a-file"), "in the way");

        Cli.Answer inPlace = Cli.run("serve", "--data", file.toString(), "--port", "0");
        Cli.Answer below = Cli.run("serve", "--data", file.resolve("x").toString(), "--port", "0");

        assertThat(inPlace.exit()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(inPlace.err()).contains(file.toString()).contains("--data");
        assertThat(below.exit()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(below.err()).contains(file.resolve("x").toString()).contains("--data");
        assertThat(file).hasContent("in the way");
    }

    private void nothingRunsOn() {
        assertThat(new OwnProcesses(folder).running()).isEmpty();
    }
}
