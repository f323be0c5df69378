package dev.surefoot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

class RunningTest {
    @Test
    @Requirement("RUN-2")
    void is_another_process_when_the_same_pid_began_at_another_time() {
        Running ourselves = Running.find(ProcessHandle.current().pid()).orElseThrow();
        Running earlier =
                new Running(
                        ourselves.pid(),
                        ourselves.program(),
                        ourselves.user(),
                        ourselves.folder(),
                        Optional.of(Instant.EPOCH));

        assertThat(ourselves.program()).startsWith("java");
        assertThat(ourselves.lives()).isTrue();
        assertThat(earlier.lives()).isFalse();
    }

    @Test
    void does_not_take_a_zombie_for_a_process() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "zombies are seen in /proc only");
        // The shell becomes a program that never asks how its child ended.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0 & exec sleep 600").start();

        try {
            Servers.await(
                    "there is a zombie",
                    () ->
                            parent.children()
                                    .anyMatch(
                                            it ->
                                                    it.isAlive()
                                                            && Running.find(it.pid()).isEmpty()));
            assertThat(Running.find(parent.pid())).isPresent();
        } finally {
            parent.destroyForcibly();
        }
    }
}
