package dev.surefoot.server.runtime;

import static dev.surefoot.server.runtime.Stage.BLUE;
import static dev.surefoot.server.runtime.Stage.SOON;
import static dev.surefoot.server.runtime.Stage.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.process.ProcessId;
import dev.surefoot.server.runtime.Runtime.Preparation;
import dev.surefoot.server.runtime.Runtime.Start;
import dev.surefoot.server.runtime.Runtime.Stop;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

class ProcessRuntimeTest {
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
    @Requirement("RUN-1")
    void a_slot_becomes_ready_and_a_second_start_starts_nothing() {
        ProcessRuntime server = stage.server();
        Launch launch = stage.launch("", 2);

        assertThat(server.prepare(launch)).isEqualTo(new Preparation.Prepared());
        assertThat(server.start(launch)).isEqualTo(new Start.Started(2));
        SlotHealth health = await(() -> server.observe(launch), SlotHealth::allReady);

        assertThat(health.instances())
                .extracting(InstanceHealth::instance)
                .containsExactly("blue-0", "blue-1");
        assertThat(health.restarts()).isZero();
        assertThat(server.start(launch)).isEqualTo(new Start.Started(0));
        assertThat(stage.rows.all()).hasSize(2);
    }

    @Test
    @Requirement("RUN-1")
    void an_instance_that_names_another_digest_is_refused() {
        ProcessRuntime server = stage.server();
        Launch launch = stage.launch("digest=sha256:other", 1);
        server.start(launch);

        SlotHealth health =
                await(() -> server.observe(launch), seen -> seen.wrongDigest().isPresent());

        assertThat(health.wrongDigest()).contains("sha256:other");
        assertThat(health.allReady()).isFalse();
    }

    @Test
    @Requirement("RUN-1")
    void an_instance_that_names_no_digest_is_refused() {
        ProcessRuntime server = stage.server();
        Launch launch = stage.launch("digest=", 1);
        server.start(launch);

        SlotHealth health =
                await(() -> server.observe(launch), seen -> seen.wrongDigest().isPresent());

        assertThat(health.wrongDigest()).contains("");
        assertThat(health.allReady()).isFalse();
    }

    @Test
    void an_instance_without_a_good_answer_is_starting_and_says_why() {
        ProcessRuntime server = stage.server();
        Launch launch = stage.launch("status=503", 1);
        server.start(launch);

        SlotHealth health =
                await(
                        () -> server.observe(launch),
                        seen -> seen.instances().toString().contains("503"));

        assertThat(health.instances().getFirst().health())
                .isEqualTo(new Health.Starting("readiness answers 503"));
    }

    @Test
    void a_dead_instance_is_seen_dead_until_it_is_started_again_and_that_is_counted() {
        ProcessRuntime server = stage.server();
        Launch launch = stage.launch("", 2);
        server.start(launch);
        await(() -> server.observe(launch), SlotHealth::allReady);

        kill(stage.open().getFirst());
        SlotHealth dead = await(() -> server.observe(launch), seen -> seen.dead() == 1);
        SlotHealth still = server.observe(launch);
        Start again = server.start(launch);

        assertThat(dead.ready()).isEqualTo(1);
        assertThat(still.dead()).isEqualTo(1);
        assertThat(again).isEqualTo(new Start.Started(1));
        assertThat(await(() -> server.observe(launch), SlotHealth::allReady).restarts())
                .isEqualTo(1);
    }

    @Test
    void stopping_leaves_nothing_behind_and_can_be_repeated() throws IOException {
        ProcessRuntime server = stage.server();
        Launch launch = stage.launch("password=secret", 2);
        server.start(launch);
        await(() -> server.observe(launch), SlotHealth::allReady);
        var processes = stage.open().stream().map(row -> row.process().orElseThrow()).toList();

        Stop stopped = server.stop(BLUE, 1, SOON);

        assertThat(stopped).isEqualTo(new Stop.Done(2));
        assertThat(processes).noneMatch(ProcessId::isAlive);
        assertThat(server.stop(BLUE, 1, SOON)).isEqualTo(new Stop.Done(0));
        assertThat(server.observe(launch).instances())
                .extracting(InstanceHealth::health)
                .containsOnly(new Health.Stopped());
        assertThat(files("app.properties")).isEmpty();
    }

    @Test
    void the_configuration_is_readable_for_its_owner_alone_and_never_printed() throws IOException {
        ProcessRuntime server = stage.server();
        Launch launch = stage.launch("password=secret", 1);

        server.start(launch);

        assertThat(files("app.properties"))
                .singleElement()
                .satisfies(
                        file ->
                                assertThat(
                                                PosixFilePermissions.toString(
                                                        Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
        assertThat(launch.toString() + launch.config().source().render() + stage.rows.all())
                .doesNotContain("secret");
    }

    @Test
    void an_instance_knows_who_it_is_and_nothing_else_of_the_server() throws IOException {
        ProcessRuntime server = stage.server();
        Launch launch = stage.launch("", 1);
        server.start(launch);
        await(() -> server.observe(launch), SlotHealth::allReady);

        String output = Files.readString(stage.output("blue-0"));

        assertThat(output)
                .contains("SUREFOOT_SERVICE", "SUREFOOT_ENVIRONMENT", "SUREFOOT_SLOT")
                .contains("SUREFOOT_INSTANCE", "SUREFOOT_DIGEST")
                .contains("application shop@" + stage.digest.substring(7, 19) + "\n");
        Stream.of(output.split("[\\[\\]]", -1)[1].split(", ", -1))
                .filter(name -> !name.startsWith("SUREFOOT_"))
                .forEach(
                        name ->
                                assertThat(name)
                                        .isIn(
                                                "PATH",
                                                "HOME",
                                                "USER",
                                                "LOGNAME",
                                                "LANG",
                                                "LC_ALL",
                                                "TZ",
                                                "TMPDIR",
                                                "JAVA_HOME",
                                                "PWD",
                                                "OLDPWD",
                                                "SHLVL",
                                                "_"));
    }

    private List<Path> files(String name) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.endsWith(name)).toList();
        }
    }

    private static void kill(LaunchRow row) {
        ProcessHandle.of(row.process().orElseThrow().pid())
                .ifPresent(ProcessHandle::destroyForcibly);
        await(() -> !row.process().orElseThrow().isAlive());
    }
}
