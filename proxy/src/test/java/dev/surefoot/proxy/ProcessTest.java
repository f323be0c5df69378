package dev.surefoot.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.proxy.route.Json;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The real process, started, killed and told to end as the server and the system would. */
class ProcessTest {
    private static final long PATIENCE_S = 30;

    private final List<Process> children = new ArrayList<>();

    @AfterEach
    void kill() {
        children.forEach(Process::destroyForcibly);
    }

    @Test
    @Requirement("TRAF-4")
    void routes_and_tokens_are_back_after_a_kill_on_the_same_ports(@TempDir Path folder)
            throws Exception {
        Path directory = folder.resolve("proxy");
        try (FakeBackend blue = FakeBackend.saying("blue");
                FakeBackend green = FakeBackend.saying("green")) {
            RouteBody route = RouteBody.of(blue.port(), green.port());
            Process first = ready(directory);
            JsonNode before;
            try (Admin admin = new Admin(directory)) {
                admin.call("PUT", "/v1/routes/gone/production", route.json());
                admin.call("DELETE", "/v1/routes/gone/production?token=30", "");
                before = admin.apply(route.green(10_000));
            }
            int port = before.path("listenPort").asInt();
            assertThat(Wire.once(port, "/").body()).isEqualTo("green");

            first.destroyForcibly().waitFor();
            ready(directory);

            assertThat(Wire.once(port, "/").body()).isEqualTo("green");
            try (Admin admin = new Admin(directory)) {
                JsonNode after = admin.route().body();
                assertThat(after.path("sharesBp")).isEqualTo(before.path("sharesBp"));
                assertThat(after.path("epoch")).isNotEqualTo(before.path("epoch"));
                assertThat(admin.put(route.token(16)).error()).isEqualTo("STALE_TOKEN");
                assertThat(admin.call("PUT", "/v1/routes/gone/production", route.json()).error())
                        .isEqualTo("STALE_TOKEN");
                assertThat(admin.instance("GREEN", "green-0").path("requests").asInt())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void the_announcement_names_this_very_process_and_all_files_are_private(@TempDir Path folder)
            throws Exception {
        Path directory = folder.resolve("proxy");

        Process process = ready(directory);

        JsonNode where = Json.MAPPER.readTree(Files.readAllBytes(directory.resolve("admin.json")));
        assertThat(where.path("pid").asLong()).isEqualTo(process.pid());
        assertThat(Instant.parse(where.path("startInstant").asString()))
                .isEqualTo(process.info().startInstant().orElseThrow());
        assertThat(permissions(directory)).isEqualTo("rwx------");
        for (String file : List.of("admin.json", "token", "lock")) {
            assertThat(permissions(directory.resolve(file))).as(file).isEqualTo("rw-------");
        }
    }

    @Test
    void a_second_proxy_on_the_same_directory_is_refused_and_harms_nothing(@TempDir Path folder)
            throws Exception {
        Path directory = folder.resolve("proxy");
        ready(directory);

        Process second = start(folder.resolve("second.log"), "--directory", directory.toString());

        assertThat(second.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("second.log")))
                .contains("another proxy already runs in " + directory);
        try (Admin admin = new Admin(directory)) {
            assertThat(admin.call("GET", "/v1/health", "").status()).isEqualTo(200);
        }
    }

    @Test
    void told_to_end_it_finishes_what_is_in_flight_and_accepts_nothing_new(@TempDir Path folder)
            throws Exception {
        Path directory = folder.resolve("proxy");
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        try (FakeBackend blue =
                FakeBackend.scripted(
                        (in, out) -> {
                            arrived.countDown();
                            await(mayAnswer);
                            FakeBackend.respond(out, 200, "finished");
                        })) {
            Process process = ready(directory);
            int port;
            try (Admin admin = new Admin(directory)) {
                port =
                        admin.apply(RouteBody.of(blue.port(), FakeBackend.deadPort()))
                                .path("listenPort")
                                .asInt();
            }

            try (Wire wire = new Wire(port)) {
                wire.send("GET / HTTP/1.1");
                await(arrived);
                process.destroy();
                awaitRefusal(port);
                mayAnswer.countDown();

                assertThat(wire.read("GET").body()).isEqualTo("finished");
            }
            assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
            assertThat(directory.resolve("admin.json")).doesNotExist();
            assertThat(directory.resolve("state.json")).exists();
        }
    }

    @Test
    void a_state_file_that_cannot_be_read_stops_the_start_by_name(@TempDir Path folder)
            throws Exception {
        Path directory = Files.createDirectory(folder.resolve("proxy"));
        Files.writeString(directory.resolve("state.json"), "{\"format\":1,");

        Process process = start(folder.resolve("log"), "--directory", directory.toString());

        assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("log"))).contains("state.json is unreadable");
    }

    @Test
    void a_wrong_command_line_is_refused_with_its_usage(@TempDir Path folder) throws Exception {
        Process process = start(folder.resolve("log"), "--dir", "x");

        assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("log"))).contains("--dir").contains("usage:");
    }

    private Process ready(Path directory) throws Exception {
        Path announcement = directory.resolve("admin.json");
        Path log = directory.resolveSibling("log");
        Process process = start(log, "--directory", directory.toString());
        Instant end = Instant.now().plusSeconds(PATIENCE_S);
        while (!announces(announcement, process.pid())) {
            assertThat(process.isAlive()).as(() -> text(log)).isTrue();
            assertThat(Instant.now()).isBefore(end);
        }
        return process;
    }

    private static boolean announces(Path file, long pid) throws IOException {
        try {
            return Json.MAPPER.readTree(Files.readAllBytes(file)).path("pid").asLong() == pid;
        } catch (NoSuchFileException e) {
            return false; // Not yet, or the one before it is just being taken away.
        }
    }

    private Process start(Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path")));
        command.add("dev.surefoot.proxy.Main");
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        children.add(process);
        return process;
    }

    private static void awaitRefusal(int port) {
        Instant end = Instant.now().plusSeconds(PATIENCE_S);
        boolean refused = false;
        while (!refused && Instant.now().isBefore(end)) {
            try {
                new Wire(port).close();
            } catch (IOException e) {
                refused = true;
            }
        }
        assertThat(refused).as("the port still accepts").isTrue();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
