package dev.surefoot.server.runtime;

import static dev.surefoot.server.runtime.Stage.BLUE;
import static dev.surefoot.server.runtime.Stage.SOON;
import static dev.surefoot.server.runtime.Stage.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.server.process.ProcessId;
import dev.surefoot.server.runtime.Runtime.Start;
import dev.surefoot.server.runtime.Runtime.Stop;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/** A server that is killed at any instruction leaves no process that nobody knows. */
class ProcessRuntimeCrashTest {
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
    @Requirement("RUN-2")
    void killed_between_fork_and_row_the_next_server_adopts_the_process() {
        Launch launch = stage.launch("", 1);
        stage.rows.dieAt("started");
        assertThatThrownBy(() -> stage.server().start(launch))
                .isInstanceOf(MemoryInstances.Killed.class);
        assertThat(stage.open()).singleElement().matches(row -> row.process().isEmpty());

        ProcessRuntime next = stage.server();
        Start again = next.start(launch);

        assertThat(again).isEqualTo(new Start.Started(0));
        await(() -> next.observe(launch), SlotHealth::allReady);
        ProcessId adopted = stage.open().getFirst().process().orElseThrow();
        assertThat(next.stop(BLUE, 1, SOON)).isEqualTo(new Stop.Done(1));
        assertThat(adopted.isAlive()).isFalse();
    }

    @Test
    void killed_before_fork_the_next_server_starts_it_once() {
        Launch launch = stage.launch("", 1);
        stage.rows.dieAt("intend");
        assertThatThrownBy(() -> stage.server().start(launch))
                .isInstanceOf(MemoryInstances.Killed.class);

        ProcessRuntime next = stage.server();
        Start again = next.start(launch);

        assertThat(again).isEqualTo(new Start.Started(1));
        assertThat(stage.rows.all())
                .extracting(row -> row.ending().orElse(null))
                .containsExactly(LaunchRow.Ending.NEVER_STARTED, null);
        assertThat(await(() -> next.observe(launch), SlotHealth::allReady).restarts()).isZero();
    }

    @Test
    void an_adopted_instance_that_was_ready_needs_one_good_answer() {
        Launch launch = stage.launch("", 1);
        ProcessRuntime first = stage.server();
        first.start(launch);
        await(() -> first.observe(launch), SlotHealth::allReady);
        first.close();

        SlotHealth seen = stage.server().observe(launch);

        assertThat(seen.allReady()).isTrue();
    }

    @Test
    @Requirement("RUN-2")
    void a_pid_that_somebody_else_has_got_is_a_dead_instance_and_is_left_alone() {
        Launch launch = stage.launch("", 1);
        ProcessId self = ProcessId.of(ProcessHandle.current().pid()).orElseThrow();
        LaunchRow row = LaunchRow.intent(new UUID(0, 1), launch, 0, 0, Instant.EPOCH);
        stage.rows.intend(row);
        stage.rows.started(
                row.launch(), new ProcessId(self.pid(), self.mark() + "0"), row.intendedAt());
        ProcessRuntime server = stage.server();

        SlotHealth seen = server.observe(launch);
        Stop stopped = server.stop(BLUE, 1, SOON);

        assertThat(seen.dead()).isEqualTo(1);
        assertThat(stopped).isEqualTo(new Stop.Done(0));
        assertThat(self.isAlive()).isTrue();
    }

    @Test
    void an_instance_that_was_drained_has_stopped_when_it_ends_and_has_not_crashed() {
        Launch launch = stage.launch("", 1);
        ProcessRuntime server = stage.server();
        server.start(launch);
        LaunchRow row = stage.open().getFirst();

        assertThat(server.drain(BLUE, 1)).isEqualTo(new Stop.Done(1));
        ProcessHandle.of(row.process().orElseThrow().pid())
                .ifPresent(ProcessHandle::destroyForcibly);
        await(() -> !row.process().orElseThrow().isAlive());

        assertThat(server.observe(launch).instances().getFirst().health())
                .isEqualTo(new Health.Stopped());
    }
}
