package dev.surefoot.bench.startup;

import dev.surefoot.server.app.DataDirectory;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The launcher as a process. Not safe for several threads. */
final class Launched {
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long BETWEEN_LOOKS_NANOS = 5_000_000L;
    private static final int OK = 200;

    private final Path launcher;
    private final HttpClient client = HttpClient.newHttpClient();

    Launched(Path launcher) {
        this.launcher = launcher;
    }

    /**
     * One server's life.
     *
     * @param residentMb after some idle seconds, of the server's process alone
     */
    record Served(double readyMs, double residentMb) {}

    double helpMs() throws IOException {
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(launcher.toString(), "--help")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        demand(process, "--help");
        return (System.nanoTime() - start) / 1e6;
    }

    /** Starts a server, waits until it answers, lets it idle, stops it. */
    Served serve(Path data) throws IOException {
        long start = System.nanoTime();
        Process server = start(data, List.of());
        await(data, server);
        double ready = (System.nanoTime() - start) / 1e6;
        LockSupport.parkNanos(IDLE.toNanos());
        double resident = resident(server.pid());
        server.destroy();
        demand(server, "serve");
        return new Served(ready, resident);
    }

    /** A last server takes the data plane with it. */
    void endEverything(Path data) throws IOException {
        Process owner = new ProcessBuilder("sleep", "600").start();
        Process server = start(data, List.of("--ends-with", Long.toString(owner.pid())));
        await(data, server);
        owner.destroyForcibly();
        demand(server, "serve");
    }

    private Process start(Path data, List<String> more) throws IOException {
        List<String> command =
                new java.util.ArrayList<>(
                        List.of(
                                launcher.toString(),
                                "serve",
                                "--data",
                                data.toString(),
                                "--port",
                                "0"));
        command.addAll(more);
        Files.createDirectories(data.toAbsolutePath().getParent());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling("serve.log").toFile())
                .start();
    }

    private void await(Path data, Process server) {
        DataDirectory directory = new DataDirectory(data);
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos() && server.isAlive()) {
            if (answers(directory)) {
                return;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
        throw new IllegalStateException(
                "the server does not answer; see " + data.resolveSibling("serve.log"));
    }

    private boolean answers(DataDirectory directory) {
        Optional<String> url = directory.serverUrl();
        Optional<String> token = directory.token();
        if (url.isEmpty() || token.isEmpty()) {
            return false;
        }
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url.get() + "/api/v1/health"))
                        .header("Authorization", "Bearer " + token.get())
                        .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false; // not yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** From Linux' process table; the launcher has become the server. */
    private static double resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1_024)
                .findFirst()
                .orElseThrow();
    }

    private static void demand(Process process, String what) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("surefoot " + what + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
