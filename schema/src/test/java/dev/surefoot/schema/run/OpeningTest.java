package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.schema.run.target.OwnTables;
import dev.surefoot.schema.run.target.Pace;
import dev.surefoot.schema.run.target.Sessions;
import dev.surefoot.schema.run.target.Sql;
import dev.surefoot.schema.run.target.Target;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Getting hold of a target, or letting go of it. */
@ExtendWith(SharedServer.class)
class OpeningTest {
    private final TestServer server;

    OpeningTest(TestServer server) {
        this.server = server;
    }

    @Test
    @Requirement("SCHEMA-RUN-2")
    void whoever_is_interrupted_while_waiting_for_the_lock_leaves_no_session() throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 10);
        List<Long> waiting = new ArrayList<>();
        try (Connection first = database.target().connect()) {
            OwnTables.make(first);
            int own = Sessions.backend(first).pid();
            Sql.update(
                    first,
                    """
                    update surefoot_schema.migration_lock
                    set holder = 'another runner', pid = a.pid, backend_start = a.backend_start,
                        expires = 'infinity'
                    from pg_stat_activity a where a.pid = pg_backend_pid()
                    """);
            Pace interrupted =
                    new Pace(
                            InstantSource.system(),
                            span -> {
                                waiting.add(workers(database, own));
                                throw new InterruptedException("stopped");
                            },
                            () -> 0);
            SchemaRunner second =
                    new SchemaRunner(
                            database.target(),
                            SafeRenameTest.rename(),
                            RunOptions.usual("second").with(interrupted),
                            Progress.NONE);

            assertThatThrownBy(second::expand).isInstanceOf(InterruptedException.class);

            assertThat(waiting).containsExactly(1L);
            assertThat(left(database, own)).isZero();
        }
    }

    /** Sessions of runners besides the first one. */
    private static long workers(TestServer.Database database, int own) {
        try {
            return database.number(
                    "select count(*) from pg_stat_activity where datname = current_database()"
                            + " and application_name = '%s' and pid <> %d"
                                    .formatted(Target.APPLICATION, own));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A server ends a session a little after its client did. */
    private static long left(TestServer.Database database, int own) {
        long deadline = System.nanoTime() + 5_000_000_000L;
        long left = workers(database, own);
        while (left > 0 && System.nanoTime() < deadline) {
            left = workers(database, own);
        }
        return left;
    }
}
