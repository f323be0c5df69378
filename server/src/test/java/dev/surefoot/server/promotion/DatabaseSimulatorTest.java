package dev.surefoot.server.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** The same simulation on the real stores; a few seeds, since a release costs 500 statements. */
class DatabaseSimulatorTest {
    private static final int SEEDS = 3;

    @TempDir private Path directory;

    @Test
    @Requirement("PROM-3")
    @Requirement("PROM-5")
    void releases_end_well_on_the_real_database_too() {
        try (TestDatabase database = TestDatabase.create()) {
            SimRun run = new SimRun(new DatabaseRecords(database.database()), directory);

            run.all(SEEDS);

            assertThat(run.endings()).containsKey("COMPLETED");
        }
    }
}
