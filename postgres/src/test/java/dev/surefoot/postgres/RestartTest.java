package dev.surefoot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class RestartTest {
    @TempDir Path folder;
    final Servers servers = new Servers();

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void keeps_data_and_password_over_a_stop_and_a_start() throws Exception {
        EmbeddedPostgres first = servers.started(folder);
        Servers.sql(first, "create table kept as select 42 as answer");

        StopResult stop = first.stop();
        EmbeddedPostgres second = servers.started(folder);

        assertThat(stop).isInstanceOf(StopResult.Fast.class);
        assertThat(second.password()).isEqualTo(first.password());
        assertThat(Servers.sql(second, "select answer from kept")).isEqualTo("42");
        assertThat(first.stop()).isEqualTo(new StopResult.AlreadyGone());
    }

    @Test
    @Requirement("STORE-3")
    void clears_the_pid_file_of_a_server_that_was_killed_and_recovers_what_was_committed()
            throws Exception {
        EmbeddedPostgres first = servers.started(folder);
        Servers.sql(first, "create table kept as select 42 as answer");
        Servers.signal("KILL", first.pid());
        Servers.await("the postmaster is gone", () -> Running.find(first.pid()).isEmpty());

        EmbeddedPostgres second = servers.started(folder);

        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(Servers.sql(second, "select answer from kept")).isEqualTo("42");
    }

    @Test
    @Requirement("STORE-3")
    void clears_a_pid_file_whose_pid_now_is_another_programs() throws Exception {
        EmbeddedPostgres first = servers.started(folder);
        Path file = folder.resolve("data/postmaster.pid");
        String left = Files.readString(file);
        first.stop();
        Process stranger = new ProcessBuilder("sleep", "600").start();

        try {
            Files.writeString(file, left.replace("" + first.pid(), "" + stranger.pid()));
            EmbeddedPostgres second = servers.started(folder);

            assertThat(second.pid()).isNotEqualTo(stranger.pid());
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    @Requirement("STORE-3")
    void does_not_adopt_the_server_of_a_directory_that_this_one_is_a_copy_of() throws Exception {
        Path original = folder.resolve("original");
        EmbeddedPostgres first = servers.started(original);
        first.stop();
        Path copy = folder.resolve("copy");
        copy(original, copy);
        EmbeddedPostgres again = servers.started(original);
        Files.copy(original.resolve("data/postmaster.pid"), copy.resolve("data/postmaster.pid"));

        EmbeddedPostgres second = servers.started(copy);

        assertThat(second.pid()).isNotEqualTo(again.pid());
        assertThat(Servers.sql(again, "select 1")).isEqualTo("1");
    }

    private static void copy(Path from, Path to) {
        // With its owners and modes, which Java's own copy does not keep.
        assertThat(
                        Command.run(
                                        List.of("cp", "-a", from.toString(), to.toString()),
                                        Deadline.in(Servers.PATIENCE))
                                .ok())
                .isTrue();
    }

    @Test
    void of_starters_that_race_one_starts_and_the_others_adopt() throws Exception {
        List<PostgresStart> results = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();

        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofVirtual().start(() -> results.add(servers.start(folder))));
        }
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(60));
        }

        assertThat(results).hasSize(4);
        assertThat(results).filteredOn(PostgresStart.Started.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(PostgresStart.Adopted.class::isInstance).hasSize(3);
    }
}
