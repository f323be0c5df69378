package dev.surefoot.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.process.DetachedProcess.Started;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class DetachedProcessTest {
    @TempDir Path directory;
    private final List<ProcessId> started = new ArrayList<>();

    @AfterEach
    void end_what_was_started() {
        started.forEach(process -> Termination.end(process, Duration.ZERO));
    }

    @Test
    @Requirement("RUN-2")
    void the_pid_file_names_the_very_process_that_runs() {
        ProcessId process = start("sleep", "600");

        assertThat(pidFile().read()).contains(process);
        assertThat(ProcessId.of(process.pid())).contains(process);
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void a_started_process_leads_a_group_of_its_own() {
        ProcessId process = start("sleep", "600");

        assertThat(ProcessTable.host().find(process.pid()))
                .hasValueSatisfying(row -> assertThat(row.group()).isEqualTo(process.pid()));
    }

    @Test
    void an_abandoned_start_never_becomes_the_program() {
        assertThat(pidFile().abandon()).isEmpty();

        Started outcome = command("touch", "was-run").start();

        assertThat(outcome).isInstanceOf(Started.No.class);
        assertThat(directory.resolve("was-run")).doesNotExist();
    }

    @Test
    void abandoning_a_start_that_was_faster_tells_who_it_is() {
        ProcessId process = start("sleep", "600");

        assertThat(pidFile().abandon()).contains(process);
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void nothing_is_inherited_and_output_goes_to_the_file() throws IOException {
        ProcessId process = start("sh", "-c", "env; echo done; exec sleep 600");

        await(() -> read(directory.resolve("output")).contains("done"));
        assertThat(process.isAlive()).isTrue();
        assertThat(read(directory.resolve("output"))).contains("ONLY=this").doesNotContain("HOME=");
    }

    @Test
    void a_program_that_is_missing_is_started_and_ends() {
        ProcessId process = start("no-such-program");

        await(() -> !process.isAlive());
        assertThat(Termination.gone(process)).isTrue();
    }

    @Test
    void a_whole_group_ends_also_when_it_ignores_being_asked() {
        ProcessId process =
                start("sh", "-c", "trap '' TERM; sh -c 'while :; do sleep 1; done' & wait; wait");
        await(() -> ProcessTable.host().group(process.pid()).size() >= 2);

        boolean gone = Termination.end(process, Duration.ofMillis(50));

        assertThat(gone).isTrue();
        assertThat(ProcessTable.host().group(process.pid())).noneMatch(ProcessTable.Row::alive);
    }

    @Test
    void a_process_that_obeys_is_asked_and_not_forced() {
        ProcessId process =
                start("sh", "-c", "trap 'echo asked; exit 0' TERM; echo up; while :; do :; done");
        await(() -> read(directory.resolve("output")).contains("up"));

        boolean gone = Termination.end(process, Duration.ofSeconds(20));

        assertThat(gone).isTrue();
        assertThat(read(directory.resolve("output"))).contains("asked");
    }

    @Test
    @Requirement("RUN-2")
    void a_process_that_began_at_another_instant_is_neither_ours_nor_ended() {
        ProcessId process = start("sleep", "600");
        ProcessId earlier = new ProcessId(process.pid(), process.mark() + "0");

        assertThat(earlier.isAlive()).isFalse();
        assertThat(Termination.end(earlier, Duration.ZERO)).isTrue();
        assertThat(process.isAlive()).isTrue();
    }

    private PidFile pidFile() {
        return new PidFile(directory.resolve("pid"));
    }

    private DetachedProcess command(String... command) {
        return new DetachedProcess(
                List.of(command),
                Map.of("PATH", System.getenv("PATH"), "ONLY", "this"),
                directory,
                directory.resolve("output"),
                pidFile());
    }

    private ProcessId start(String... command) {
        Started outcome = command(command).start();
        assertThat(outcome).isInstanceOf(Started.Yes.class);
        ProcessId process = ((Started.Yes) outcome).process();
        started.add(process);
        return process;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as("waited").isLessThan(20_000_000_000L);
            Thread.onSpinWait();
        }
    }
}
