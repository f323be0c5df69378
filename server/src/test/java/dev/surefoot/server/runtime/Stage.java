package dev.surefoot.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.process.Ports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A folder, rows and servers for one test; ends whatever runs when closed. */
final class Stage implements AutoCloseable {
    static final Place BLUE = new Place("shop", "production", Slot.BLUE);
    static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final MemoryInstances rows = new MemoryInstances();
    final Path directory;
    final Path artifact;
    final String digest;
    private final List<ProcessRuntime> servers = new ArrayList<>();

    Stage(Path directory) throws IOException {
        this.directory = directory;
        this.artifact = directory.resolve("app.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(artifact));
                InputStream type = TinyApp.class.getResourceAsStream("TinyApp.class")) {
            jar.putNextEntry(new JarEntry(TinyApp.class.getName().replace('.', '/') + ".class"));
            assertThat(type).isNotNull().satisfies(bytes -> bytes.transferTo(jar));
        }
        this.digest = digest(Files.readAllBytes(artifact));
    }

    /** A server that has just started, knowing nothing but the rows. */
    ProcessRuntime server() {
        ProcessRuntime server =
                new ProcessRuntime(directory.resolve("runtime"), rows, InstantSource.system());
        servers.add(server);
        return server;
    }

    /** A launch of the artifact with this configuration on so many free ports. */
    Launch launch(String config, int instances) {
        return new Launch(
                BLUE,
                new Version(digest, digest(config.getBytes(StandardCharsets.UTF_8))),
                artifact,
                new ConfigFile(
                        "app.properties",
                        () ->
                                new ConfigFile.Rendered.Content(
                                        config.getBytes(StandardCharsets.UTF_8))),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx32m",
                        "-cp",
                        "${artifact}",
                        TinyApp.class.getName(),
                        "${port}",
                        "${config}"),
                freePorts(instances),
                new Readiness("/ready", "X-Artifact-Digest", 2, Duration.ZERO, Duration.ZERO),
                1);
    }

    Path output(String instance) {
        return directory.resolve("runtime/instances/shop/production/" + instance + "/output.log");
    }

    List<LaunchRow> open() {
        return rows.all().stream().filter(LaunchRow::open).toList();
    }

    static List<Integer> freePorts(int count) {
        return Ports.free(count);
    }

    static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Looks until it is as expected. */
    static SlotHealth await(Supplier<SlotHealth> look, BooleanTest expected) {
        long start = System.nanoTime();
        while (true) {
            SlotHealth seen = look.get();
            if (expected.test(seen)) {
                return seen;
            }
            assertThat(System.nanoTime() - start).as("%s", seen).isLessThan(PATIENCE.toNanos());
            Thread.onSpinWait();
        }
    }

    static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        server().stop(BLUE, Long.MAX_VALUE, Duration.ZERO);
        servers.forEach(ProcessRuntime::close);
    }

    /** What is waited for. */
    interface BooleanTest {
        boolean test(SlotHealth seen);
    }
}
