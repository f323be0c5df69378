package dev.surefoot.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

@Timeout(60)
class LeftoversTest {
    @Test
    void a_process_that_outlives_its_measurement_is_named_and_ended() throws Exception {
        Workspace workspace = Workspace.create();
        Process left = start(workspace);
        try {
            workspace.good();

            assertThatThrownBy(workspace::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(left.pid() + " …")
                    .hasMessageContaining(workspace.root().toString());

            assertThat(left.waitFor()).isNotZero();
            assertThat(workspace.root()).exists();
        } finally {
            left.destroyForcibly();
            Files.delete(workspace.root());
        }
    }

    @Test
    void a_folder_is_kept_only_if_something_went_wrong() throws IOException {
        Workspace good = Workspace.create();
        Workspace bad = Workspace.create();

        good.good();
        good.close();
        bad.close();

        assertThat(good.root()).doesNotExist();
        assertThat(bad.root()).exists();
        Files.delete(bad.root());
    }

    /** The shell waits for input that does not come; its command line is as long as a real one. */
    private static Process start(Workspace workspace) throws IOException {
        String name = workspace.root().resolve("some-service").toString();
        return new ProcessBuilder(List.of("sh", "-c", "read line", "long".repeat(2_000), name))
                .start();
    }
}
