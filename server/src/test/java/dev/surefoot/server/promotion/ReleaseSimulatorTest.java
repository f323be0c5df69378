package dev.surefoot.server.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/**
 * Thousands of releases by the real worker, rules and reconciler, while servers die, answers get
 * lost, readings are stale and clocks jump. {@code -Dsurefoot.sim.seeds=N} runs more; {@code
 * -Dsurefoot.sim.seed=N} runs that one alone, exactly as it was.
 */
class ReleaseSimulatorTest {
    private static final int SEEDS = 400;

    @TempDir private Path directory;

    @Test
    @Requirement("PROM-1")
    @Requirement("PROM-3")
    void whatever_happens_releases_end_well_and_users_are_served() {
        SimRun run = new SimRun(new MemoryRecords(), directory);

        run.all(Integer.getInteger("surefoot.sim.seeds", SEEDS));

        if (Long.getLong("surefoot.sim.seed") == null) {
            // Weather that does not strike and releases that all end alike would prove nothing.
            assertThat(run.endings())
                    .containsOnlyKeys("COMPLETED", "ROLLED_BACK", "FAILED", "SUPERSEDED");
            assertThat(run.hands()).isGreaterThan(SEEDS);
            assertThat(run.fates()).containsOnlyKeys(Life.Fate.values());
        }
    }
}
