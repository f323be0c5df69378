package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code surefoot serve} as a process of its own. */
final class ServeProcess {
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path log;

    private ServeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it; on a free port unless {@code more} names one. */
    static ServeProcess start(Path data, Path log, String... more) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "serve",
                                "--data",
                                data.toString()));
        if (!List.of(more).contains("--port")) {
            command.addAll(List.of("--port", "0"));
        }
        command.addAll(List.of(more));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        process.getOutputStream().close();
        return new ServeProcess(process, log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Everything it has printed. */
    String output() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        assertThat(awaitEnd()).isEqualTo(128 + 9);
    }

    /** As Ctrl-C or a service manager does. */
    void terminate() {
        process.destroy();
        awaitEnd();
    }

    /** Waits for its end, and says its exit code. */
    int awaitEnd() {
        Await.until(() -> "its end: " + output(), PATIENCE, () -> !process.isAlive());
        return process.exitValue();
    }
}
