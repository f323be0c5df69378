package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.run.target.OwnTables;
import dev.surefoot.schema.run.target.Target;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behind a pool that hands out sessions by the transaction nothing of a runner holds. */
@ExtendWith(SharedServer.class)
class PoolTest {
    private final TestServer server;

    PoolTest(TestServer server) {
        this.server = server;
    }

    @ParameterizedTest(name = "{0} sessions, in turn: {1}")
    @CsvSource({"1, false", "2, false", "2, true", "3, true", "5, true"})
    @Requirement("SCHEMA-RUN-17")
    void a_pool_that_shares_sessions_is_refused_before_anything_is_touched(
            int sessions, boolean inTurn) throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 10);
        try (SharingPool pool = new SharingPool(server.port(), sessions, inTurn)) {
            // Others use the pool, too: all its sessions are open.
            String url = database.url("owner").replace(":" + server.port(), ":" + pool.port());
            for (int i = 0; i < sessions; i++) {
                java.sql.DriverManager.getConnection(url).close();
            }
            Target pooled = new Target(url);

            Outcome expand =
                    new SchemaRunner(
                                    pooled,
                                    SafeRenameTest.rename(),
                                    RunOptions.usual("test"),
                                    Progress.NONE)
                            .expand();
            RunPlan.Made plan =
                    RunPlan.make(pooled, SafeRenameTest.rename(), RunOptions.usual("test"));

            assertThat(refused(expand)).contains("pool that shares sessions");
            assertThat(refused(((RunPlan.Made.Not) plan).outcome()))
                    .contains("give the server's own address");
        }
        assertThat(TargetStatus.read(database.target()).presence())
                .isEqualTo(OwnTables.Presence.ABSENT);
    }

    private static String refused(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).rule()).isEqualTo("TARGET");
        return ((Outcome.Refused) outcome).reason();
    }
}
