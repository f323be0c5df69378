package dev.surefoot.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code surefoot serve} as a process of its own; it ends, with everything, when this JVM does. */
final class ServeProcess {
    private final Process process;

    private ServeProcess(Process process) {
        this.process = process;
    }

    /** Starts it and waits until it has said where it listens. */
    static ServeProcess start(Path data, int port) {
        Path log = data.resolveSibling("server.log");
        try {
            Files.deleteIfExists(data.resolve("server.url"));
            Process process =
                    new ProcessBuilder(command(data, port))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            process.getOutputStream().close();
            Await.until(
                    () -> "the server answers; see " + log,
                    () -> {
                        if (!process.isAlive()) {
                            throw new AssertionError("the server ended; see " + log);
                        }
                        return Files.exists(data.resolve("server.url"));
                    });
            return new ServeProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path data, int port) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.surefoot.cli.Main",
                "serve",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--ends-with",
                Long.toString(ProcessHandle.current().pid()));
    }

    /** As {@code kill -9} does: database, proxy and services go on. */
    void kill() {
        process.destroyForcibly();
        Await.until(() -> "the server's end", () -> !process.isAlive());
    }

    /** Ends it and everything it has started. */
    void end() {
        process.destroy();
        Await.until(() -> "the server's end", () -> !process.isAlive());
    }
}
