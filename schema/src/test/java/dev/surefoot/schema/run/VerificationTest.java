package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.backfill.Fill;
import dev.surefoot.schema.run.target.Blocker;
import dev.surefoot.schema.run.target.Pace;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looking for rows that are not right while somebody locks the table. */
@ExtendWith(SharedServer.class)
class VerificationTest {
    private static final Gone NONE_LEFT =
            new Gone("a test", "there are none", Set.of(), Set.of("shop"));

    private final TestServer server;

    VerificationTest(TestServer server) {
        this.server = server;
    }

    @Test
    @Requirement("SCHEMA-RUN-3")
    void a_lock_that_outlasts_the_lock_timeout_is_waited_out() throws Exception {
        TestServer.Database database = table();
        List<Duration> waits = new ArrayList<>();

        Outcome outcome;
        try (Locking locking = new Locking(database)) {
            outcome =
                    runner(
                                    database,
                                    span -> {
                                        if (locking.held()) {
                                            waits.add(span);
                                            locking.release();
                                        }
                                    },
                                    locking)
                            .backfill();
        }

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(waits).containsExactly(Duration.ofMillis(200));
    }

    @Test
    @Requirement("SCHEMA-RUN-3")
    void a_lock_that_stays_ends_as_held_names_its_holder_and_the_same_command_completes_it()
            throws Exception {
        TestServer.Database database = table();

        Outcome outcome;
        try (Locking locking = new Locking(database)) {
            outcome = runner(database, span -> {}, locking).backfill();
        }
        Fill fill = TargetStatus.read(database.target()).fills().getFirst();
        Outcome again = runner(database, span -> {}, Progress.NONE).backfill();

        assertHeld(outcome);
        assertThat(fill.state()).isEqualTo(Fill.State.VERIFYING);
        assertThat(fill.note()).get().asString().contains("given up 11 times");
        assertThat(again).isInstanceOf(Outcome.Done.class);
        fill = TargetStatus.read(database.target()).fills().getFirst();
        assertThat(fill.state()).isEqualTo(Fill.State.VERIFIED);
        assertThat(fill.note()).isEmpty();
        assertThat(fill.pass()).isEqualTo(1);
    }

    @Test
    @Requirement("SCHEMA-RUN-7")
    void a_contract_that_can_not_look_again_is_held_and_nothing_is_taken_away() throws Exception {
        TestServer.Database database = table();
        runner(database, span -> {}, Progress.NONE).backfill();

        Outcome outcome;
        try (Locking locking = new Locking(database)) {
            locking.take();
            outcome = runner(database, span -> {}, Progress.NONE).contract(NONE_LEFT);
        }

        assertHeld(outcome);
        assertThat(database.number("select count(a) from app.a")).isEqualTo(20);
    }

    private static void assertHeld(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Held.class);
        Outcome.Held held = (Outcome.Held) outcome;
        assertThat(held.reason()).contains("app").contains("run the same command again");
        assertThat(held.blockers()).extracting(Blocker::application).containsExactly("ada");
    }

    private TestServer.Database table() throws SQLException {
        TestServer.Database database = server.database();
        database.run(
                "create table app.a (id int primary key, a int, b int)",
                "insert into app.a select n, n from generate_series(1, 20) n",
                "analyze app.a");
        return database;
    }

    private static SchemaRunner runner(
            TestServer.Database database, Pace.Sleeper sleeper, Progress progress) {
        MigrationSet set =
                Folders.plain()
                        .file(
                                "1",
                                Folders.Head.of(Phase.BACKFILL).fill("app.a", "id", "b = a", ""),
                                "")
                        .file(
                                "2",
                                Folders.Head.of(Phase.CONTRACT),
                                "alter table app.a drop column a;\n")
                        .set();
        return new SchemaRunner(
                database.target(),
                set,
                RunOptions.usual("test").with(new Pace(InstantSource.system(), sleeper, () -> 0)),
                progress);
    }

    /** Locks the table against readers as soon as the last batch is filled. */
    private static final class Locking implements Progress, AutoCloseable {
        private final Connection connection;
        private boolean held;

        Locking(TestServer.Database database) throws SQLException {
            connection = database.owner();
            connection.setAutoCommit(false);
            connection.setClientInfo("ApplicationName", "ada");
            connection.commit();
        }

        boolean held() {
            return held;
        }

        void take() {
            held = true;
            try (Statement sql = connection.createStatement()) {
                sql.execute("lock table app.a in access exclusive mode");
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        void release() {
            held = false;
            try {
                connection.rollback();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void fill(Fill fill) {
            if (fill.state() == Fill.State.VERIFYING) {
                take();
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
