package dev.surefoot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class TwoProcessesTest {
    @TempDir Path folder;
    final Servers servers = new Servers();

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    @Requirement("STORE-3")
    void adopts_the_server_of_a_jvm_that_was_killed() throws Exception {
        try (OtherJvm other = new OtherJvm(folder)) {
            String answer = other.answer();
            other.kill();

            EmbeddedPostgres postgres = Servers.adopted(servers.start(folder));

            assertThat(answer).isEqualTo("STARTED " + postgres.pid());
            assertThat(Servers.sql(postgres, "select 1")).isEqualTo("1");
            assertThat(postgres.stop()).isInstanceOf(StopResult.Fast.class);
        }
    }

    @Test
    @Requirement("STORE-3")
    void of_two_processes_that_race_one_starts_and_the_other_adopts() throws Exception {
        try (OtherJvm one = new OtherJvm(folder);
                OtherJvm two = new OtherJvm(folder)) {
            List<String> answers = List.of(one.answer(), two.answer());

            EmbeddedPostgres postgres = Servers.adopted(servers.start(folder));

            assertThat(answers)
                    .containsExactlyInAnyOrder(
                            "STARTED " + postgres.pid(), "ADOPTED " + postgres.pid());
        }
    }

    @Test
    @Requirement("STORE-3")
    void makes_the_cluster_anew_when_a_jvm_was_killed_in_the_middle_of_making_it()
            throws Exception {
        try (OtherJvm other = new OtherJvm(folder)) {
            Servers.await("initdb has begun", () -> !unfinished("/PG_VERSION").isEmpty());
            other.kill();
            String half = unfinished("").getFirst().toString();

            EmbeddedPostgres postgres = servers.started(folder);

            assertThat(Servers.sql(postgres, "select 1")).isEqualTo("1");
            // The initdb of the killed JVM is an orphan and may have gone on for a moment.
            Servers.await(
                    "initdb has ended",
                    () -> ProcessHandle.allProcesses().noneMatch(it -> isInitdbOf(it, half)));
            postgres.stop();
            servers.started(folder);
            assertThat(unfinished("")).isEmpty();
        }
    }

    private static boolean isInitdbOf(ProcessHandle process, String folder) {
        return Running.find(process.pid()).isPresent()
                && process.info().commandLine().orElse("").contains(folder);
    }

    private List<Path> unfinished(String file) {
        try (var all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().startsWith("data.init"))
                    .filter(path -> Path.of(path + file).toFile().exists())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
