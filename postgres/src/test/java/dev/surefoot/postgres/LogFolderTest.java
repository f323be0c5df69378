package dev.surefoot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class LogFolderTest {
    @TempDir Path folder;

    @Test
    void keeps_the_newest_five_files_and_all_that_is_not_a_log() throws IOException {
        Files.writeString(folder.resolve("startup.log"), "first\n");
        for (int second = 10; second < 19; second++) {
            Files.writeString(folder.resolve(name(second)), "second " + second + "\n");
        }

        LogFolder.prune(folder);

        for (int second = 10; second < 19; second++) {
            assertThat(Files.exists(folder.resolve(name(second)))).isEqualTo(second >= 14);
        }
        assertThat(LogFolder.tail(folder)).isEqualTo("first\nsecond 18");
    }

    private static String name(int second) {
        return "postgresql-20261124-1200" + second + ".log";
    }
}
