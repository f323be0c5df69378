package dev.surefoot.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A built shop in its own process, on a port that was free. Closing it waits for its end. */
final class RunningShop implements AutoCloseable {
    private final Process process;
    private final URI address;

    private RunningShop(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it with the repository's own configuration, the backend's draws seeded. */
    static RunningShop start(Path jar, long backendSeed) throws IOException {
        return start(jar, backendSeed, "", Map.of());
    }

    /** The same with more lines of configuration, and more in its environment. */
    static RunningShop start(
            Path jar, long backendSeed, String settings, Map<String, String> environment)
            throws IOException {
        Path config = jar.resolveSibling("test-" + backendSeed + ".yaml");
        String production =
                Files.readString(
                        BuiltShop.REPOSITORY.directory().resolve("config/production.yaml"));
        Files.writeString(config, production + "backend-seed: " + backendSeed + "\n" + settings);
        ProcessBuilder builder = new ProcessBuilder(command(jar, config));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getErrorStream().close();
        // The reader stays open: a closed pipe could end the process.
        BufferedReader out = process.inputReader();
        String line = String.valueOf(out.readLine());
        String port = line.substring(line.lastIndexOf(' ') + 1);
        return new RunningShop(process, URI.create("http://localhost:" + port));
    }

    private static List<String> command(Path jar, Path config) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx48m",
                "-jar",
                jar.toString(),
                "--port",
                "0",
                "--config",
                config.toString());
    }

    URI address() {
        return address;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** Asks it to end, as a runtime does, and says whether it did within 5 s. */
    boolean terminate() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
        return !process.isAlive();
    }

    @Override
    public void close() {
        if (!terminate()) {
            process.destroyForcibly().onExit().join();
            throw new AssertionError("the shop did not end within 5 s of being told to");
        }
    }
}
