package dev.surefoot.proxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class ProxyDirectoryTest {
    @Test
    void the_token_is_made_once_and_stays(@TempDir Path folder) throws IOException {
        String first;
        try (ProxyDirectory directory = ProxyDirectory.open(folder)) {
            first = directory.token();
        }

        try (ProxyDirectory directory = ProxyDirectory.open(folder)) {
            assertThat(directory.token()).isEqualTo(first).matches("[0-9a-f]{64}");
        }
    }

    @Test
    void a_token_that_others_can_read_is_refused(@TempDir Path folder) throws IOException {
        try (ProxyDirectory directory = ProxyDirectory.open(folder)) {
            directory.token();
            Files.setPosixFilePermissions(
                    folder.resolve("token"), PosixFilePermissions.fromString("rw-r--r--"));

            assertThatThrownBy(directory::token)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("can be read by others");
        }
    }

    @Test
    void the_announcement_of_a_dead_process_is_taken_away(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("admin.json"), "{\"pid\":1}");

        try (ProxyDirectory directory = ProxyDirectory.open(folder)) {
            assertThat(folder.resolve("admin.json")).doesNotExist();
            assertThat(directory.state().load().routes()).isEmpty();
        }
    }

    @Test
    void a_directory_is_held_by_one_and_free_after_its_end(@TempDir Path folder)
            throws IOException {
        try (ProxyDirectory first = ProxyDirectory.open(folder)) {
            assertThat(first.token()).isNotEmpty();
            assertThatThrownBy(() -> ProxyDirectory.open(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another proxy already runs in " + folder);
        }

        try (ProxyDirectory next = ProxyDirectory.open(folder)) {
            assertThat(next.token()).isNotEmpty();
        }
    }
}
