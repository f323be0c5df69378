package dev.surefoot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

class PidFileTest {
    private static final String WHOLE =
            "7327\n/srv/data\n1795530027\n45999\n\n127.0.0.1\n  2147985         4\nready   \n";

    @TempDir Path folder;

    @Test
    void reads_what_postgresql_wrote() throws Exception {
        Path file = Files.writeString(folder.resolve("postmaster.pid"), WHOLE);

        assertThat(PidFile.read(file))
                .contains(
                        new PidFile(
                                7327,
                                "/srv/data",
                                Instant.ofEpochSecond(1_795_530_027L),
                                45_999,
                                "ready"));
    }

    @Test
    void reads_a_file_that_is_still_being_written() throws Exception {
        Path file =
                Files.writeString(folder.resolve("postmaster.pid"), "-7327\n/srv/data\n1795530027");

        assertThat(PidFile.read(file))
                .contains(
                        new PidFile(
                                7327, "/srv/data", Instant.ofEpochSecond(1_795_530_027L), 0, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7327", "x\n/srv/data\n1\n", "1\n/srv/data\nnoon\n", "\0\0\0\0"})
    void takes_nothing_from_a_file_that_is_not_whole(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("postmaster.pid"), text);

        assertThat(PidFile.read(file)).isEmpty();
        assertThat(PidFile.read(folder.resolve("absent"))).isEmpty();
    }

    @Test
    void takes_the_pid_away_and_keeps_the_key_of_the_shared_memory() throws Exception {
        Path file = Files.writeString(folder.resolve("postmaster.pid"), WHOLE);

        PidFile.disown(file);

        assertThat(Files.readString(file)).isEqualTo(WHOLE.replace("7327", "2147483647"));
    }
}
