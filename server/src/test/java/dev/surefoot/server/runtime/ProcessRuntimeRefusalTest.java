package dev.surefoot.server.runtime;

import static dev.surefoot.server.runtime.Stage.BLUE;
import static dev.surefoot.server.runtime.Stage.SOON;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.runtime.Runtime.Preparation;
import dev.surefoot.server.runtime.Runtime.Start;
import dev.surefoot.server.runtime.Runtime.Stop;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

class ProcessRuntimeRefusalTest {
    @TempDir Path directory;
    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    @Requirement("RUN-3")
    void bytes_of_another_digest_are_never_started() throws IOException {
        ProcessRuntime server = stage.server();
        Launch launch = stage.launch("", 1);
        Files.writeString(stage.artifact, "tampered");

        Preparation prepared = server.prepare(launch);
        Start started = server.start(launch);

        Refusal expected =
                new Refusal.DigestMismatch(
                        stage.artifact,
                        stage.digest,
                        Stage.digest("tampered".getBytes(StandardCharsets.UTF_8)));
        assertThat(prepared).isEqualTo(new Preparation.Refused(expected));
        assertThat(started).isEqualTo(new Start.Refused(expected));
        assertThat(stage.open()).isEmpty();
        assertThat(stage.rows.all()).allMatch(row -> row.process().isEmpty());
    }

    @Test
    @Requirement("RUN-3")
    void a_copy_that_was_changed_after_it_was_verified_is_not_what_is_started() throws IOException {
        ProcessRuntime server = stage.server();
        Launch launch = stage.launch("", 1);
        server.prepare(launch);
        Path copy = directory.resolve("runtime/artifacts").resolve(stage.digest.substring(7));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(copy, "tampered");

        Start started = server.start(launch);

        assertThat(started).isEqualTo(new Start.Started(1));
        assertThat(Stage.digest(Files.readAllBytes(copy))).isEqualTo(stage.digest);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("r-xr-xr-x");
    }

    @Test
    void a_missing_artifact_is_refused_by_name() throws IOException {
        Files.delete(stage.artifact);

        Start started = stage.server().start(stage.launch("", 1));

        assertThat(started)
                .isInstanceOfSatisfying(
                        Start.Refused.class,
                        refused ->
                                assertThat(refused.refusal().message())
                                        .contains(stage.artifact.toString())
                                        .contains("upload it again"));
    }

    @Test
    void a_port_in_use_is_refused_with_its_holder_and_nothing_is_started() throws IOException {
        Launch launch = stage.launch("", 2);
        try (ServerSocket taken = new ServerSocket(launch.ports().get(1))) {

            Start started = stage.server().start(launch);

            assertThat(taken.isBound()).isTrue();
            assertThat(started)
                    .isInstanceOfSatisfying(
                            Start.Refused.class,
                            refused ->
                                    assertThat(refused.refusal().message())
                                            .contains("port " + launch.ports().get(1))
                                            .contains("blue-1")
                                            .contains("pid " + ProcessHandle.current().pid()));
            assertThat(stage.rows.all()).isEmpty();
        }
    }

    @Test
    void a_stale_token_changes_nothing() {
        ProcessRuntime server = stage.server();
        Launch launch = stage.launch("", 1);
        assertThat(stage.rows.fence(BLUE, 7)).isEqualTo(7);

        assertThat(server.start(launch)).isEqualTo(new Start.Refused(new Refusal.StaleToken(1, 7)));
        assertThat(server.drain(BLUE, 6)).isEqualTo(new Stop.StaleToken(7));
        assertThat(server.stop(BLUE, 6, SOON)).isEqualTo(new Stop.StaleToken(7));
        assertThat(stage.rows.all()).isEmpty();
    }

    @Test
    void a_slot_that_runs_another_version_is_refused() {
        ProcessRuntime server = stage.server();
        Launch first = stage.launch("", 1);
        server.start(first);

        Start second = server.start(stage.launch("a=b", 1));

        assertThat(second)
                .isEqualTo(new Start.Refused(new Refusal.SlotOccupied(BLUE, first.version())));
    }

    @Test
    void a_secret_that_is_missing_is_named_and_nothing_is_started() {
        Launch launch = stage.launch("", 1);
        ConfigFile missing =
                new ConfigFile(
                        "app.yaml",
                        () -> new ConfigFile.Rendered.Unresolvable("${env:SHOP_PASSWORD}"));

        Start started =
                stage.server()
                        .start(
                                new Launch(
                                        launch.place(),
                                        launch.version(),
                                        launch.artifact(),
                                        missing,
                                        launch.command(),
                                        launch.ports(),
                                        launch.readiness(),
                                        launch.token()));

        assertThat(started)
                .isEqualTo(
                        new Start.Refused(new Refusal.ConfigUnresolvable("${env:SHOP_PASSWORD}")));
        assertThat(stage.rows.all()).isEmpty();
    }

    @Test
    void a_program_that_is_not_installed_is_refused_by_name() {
        Launch launch = stage.launch("", 1);

        Preparation prepared =
                stage.server()
                        .prepare(
                                new Launch(
                                        launch.place(),
                                        launch.version(),
                                        launch.artifact(),
                                        launch.config(),
                                        List.of("no-such-program", "${artifact}"),
                                        launch.ports(),
                                        launch.readiness(),
                                        launch.token()));

        assertThat(prepared)
                .isEqualTo(new Preparation.Refused(new Refusal.CommandNotFound("no-such-program")));
    }
}
