package dev.surefoot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another process that starts the server of a directory; it lives until it is killed. */
final class OtherJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    OtherJvm(Path directory) throws IOException {
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                StarterMain.class.getName(),
                                directory.toString(),
                                Servers.CACHE.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** What became of its start, in one line; waits for it. */
    String answer() throws IOException {
        return String.valueOf(output.readLine());
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor()).isEqualTo(128 + 9);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
