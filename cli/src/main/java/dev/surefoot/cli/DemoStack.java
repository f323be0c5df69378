package dev.surefoot.cli;

import dev.surefoot.server.api.Answers;
import dev.surefoot.server.app.DataDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server of the demo's own, as a process; it takes everything it started with it when it ends.
 */
public final class DemoStack implements AutoCloseable {
    /** A cache that does not fit is no reason for words. */
    private static final String QUIET = "-Xlog:disable";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final DataDirectory data;
    private final Process server;
    private final ApiClient client;

    private DemoStack(DataDirectory data, Process server, ApiClient client) {
        this.data = data;
        this.server = server;
        this.client = client;
    }

    /**
     * Starts the server and waits until it answers.
     *
     * @param keep the server stays when this process ends
     */
    public static DemoStack start(Path directory, boolean keep) throws IOException {
        return start(directory, keep, Map.of());
    }

    /**
     * The same.
     *
     * @param variables what the server's environment holds besides ours
     */
    static DemoStack start(Path directory, boolean keep, Map<String, String> variables)
            throws IOException {
        DataDirectory data = new DataDirectory(directory);
        data.create();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED"));
        Optional.ofNullable(System.getProperty("surefoot.start.server"))
                .ifPresent(cache -> command.addAll(List.of("-XX:AOTCache=" + cache, QUIET)));
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--data",
                        data.path().toString(),
                        "--port",
                        "0"));
        if (!keep) {
            command.addAll(List.of("--ends-with", Long.toString(ProcessHandle.current().pid())));
        }
        Path log = data.path().resolve("server.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(variables);
        Process server = builder.start();
        server.getOutputStream().close();
        return new DemoStack(data, server, await(data, server, log));
    }

    /** Ends the server with {@code kill -9}; whatever it started goes on. */
    public void kill() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    public ApiClient client() {
        return client;
    }

    public DataDirectory data() {
        return data;
    }

    /** Asks the server to end, and everything with it. */
    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                server.destroyForcibly();
                throw new Failed(
                        ExitCode.COULD_NOT,
                        "the demo's server did not end within "
                                + PATIENCE.toSeconds()
                                + " s; see "
                                + data.path().resolve("server.log"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.destroyForcibly();
        }
    }

    private static ApiClient await(DataDirectory data, Process server, Path log)
            throws IOException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            Optional<ApiClient> up = answering(data);
            if (up.isPresent()) {
                return up.get();
            }
            if (!server.isAlive()) {
                break;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        server.destroyForcibly();
        throw new Failed(
                ExitCode.COULD_NOT,
                "the demo's server did not start; its log (" + log + ") ends with",
                Files.readAllLines(log).reversed().stream().limit(15).toList().reversed());
    }

    private static Optional<ApiClient> answering(DataDirectory data) {
        Optional<String> url = data.serverUrl();
        Optional<String> token = data.token();
        if (url.isEmpty() || token.isEmpty()) {
            return Optional.empty();
        }
        ApiClient client = new ApiClient(url.get(), token.get());
        try {
            client.get("/health", Answers.Health.class);
            return Optional.of(client);
        } catch (Failed e) {
            return Optional.empty();
        }
    }
}
