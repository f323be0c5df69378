package dev.surefoot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

class AdoptionTest {
    @TempDir static Path folder;
    static final Servers servers = new Servers();
    static EmbeddedPostgres first;

    @BeforeAll
    static void start() {
        first = servers.started(folder);
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    @Requirement("STORE-3")
    void adopts_a_server_that_runs_and_does_not_start_a_second() {

        EmbeddedPostgres second = Servers.adopted(servers.start(folder));

        assertThat(second.pid()).isEqualTo(first.pid());
        assertThat(second.port()).isEqualTo(first.port());
    }

    @Test
    void refuses_to_adopt_a_server_on_another_port_than_the_one_asked_for() {
        int other = first.port() == 65_535 ? 65_534 : first.port() + 1;

        PostgresStart.Refused refused =
                Servers.refused(
                        servers.start(
                                new PostgresSettings(
                                        folder,
                                        Optional.empty(),
                                        OptionalInt.of(other),
                                        Servers.PATIENCE)));

        assertThat(refused.reason()).isEqualTo(Reason.OTHER_PORT);
        assertThat(refused.message()).contains("" + first.port(), "" + other, "" + first.pid());
    }

    @Test
    @Requirement("STORE-3")
    void refuses_a_running_server_that_does_not_know_our_password() throws Exception {
        Files.writeString(folder.resolve("password"), "not-the-one");

        PostgresStart.Refused refused = Servers.refused(servers.start(folder));
        Files.writeString(folder.resolve("password"), first.password());

        assertThat(refused.reason()).isEqualTo(Reason.NOT_OURS);
        assertThat(refused.message()).contains("" + first.pid(), folder.toString());
        assertThat(Running.find(first.pid())).isPresent();
    }

    @Test
    @Requirement("STORE-3")
    @Requirement("RUN-2")
    void asks_the_server_itself_when_its_start_is_not_what_the_pid_file_says() throws Exception {
        Path file = folder.resolve("data/postmaster.pid");
        String written = Files.readString(file);
        String began = written.lines().toList().get(2);
        Files.writeString(file, written.replace(began, "" + (Long.parseLong(began) - 3_600)));

        Holder holder = Holder.of(folder.resolve("data"));
        EmbeddedPostgres second = Servers.adopted(servers.start(folder));
        Files.writeString(file, written);

        assertThat(holder).isInstanceOf(Holder.Unclear.class);
        assertThat(second.pid()).isEqualTo(first.pid());
        assertThat(Holder.of(folder.resolve("data"))).isInstanceOf(Holder.Postmaster.class);
    }

    @Test
    @Requirement("STORE-3")
    void does_not_adopt_or_replace_a_server_that_does_not_answer() {
        Servers.signal("STOP", first.pid());

        PostgresStart.Refused refused;
        try {
            refused =
                    Servers.refused(
                            servers.start(
                                    new PostgresSettings(
                                            folder,
                                            Optional.empty(),
                                            OptionalInt.empty(),
                                            Duration.ofMillis(300))));
        } finally {
            Servers.signal("CONT", first.pid());
        }

        assertThat(refused.reason()).isEqualTo(Reason.NOT_OURS);
        assertThat(refused.message()).contains("" + first.pid(), "within PT0.3S");
    }
}
