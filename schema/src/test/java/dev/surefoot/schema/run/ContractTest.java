package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.target.Sessions;
import dev.surefoot.schema.run.target.Target;
import dev.surefoot.schema.run.target.Watch;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is taken away, in which order, and what keeps it there. */
@ExtendWith(SharedServer.class)
class ContractTest {
    private static final Gone GONE =
            new Gone("a test", "none was started", Set.of("shop@bbbbbbbbbbbb"), Set.of("shop"));

    private final TestServer server;

    ContractTest(TestServer server) {
        this.server = server;
    }

    private static Folders first() {
        return Folders.flyway()
                .file(
                        "1",
                        Folders.Head.of(Phase.EXPAND),
                        "create table app.a (id bigint primary key, old text, older text)")
                .file("2", Folders.Head.of(Phase.CONTRACT), "alter table app.a drop column older");
    }

    /** With a second change after the first has been expanded. */
    private static MigrationSet both() {
        return first().file(
                        "3",
                        Folders.Head.of(Phase.EXPAND),
                        "alter table app.a add column fresh text")
                .file("4", Folders.Head.of(Phase.CONTRACT), "alter table app.a drop column old")
                .set();
    }

    private static SchemaRunner runner(
            TestServer.Database database, MigrationSet set, Progress progress) {
        return new SchemaRunner(database.target(), set, RunOptions.usual("test"), progress);
    }

    private static long columns(TestServer.Database database) throws SQLException {
        return database.number(
                """
                select count(*) from pg_attribute
                where attrelid = 'app.a'::regclass and attname in ('old', 'older')
                    and not attisdropped
                """);
    }

    private TestServer.Database expandedTwice() throws SQLException, InterruptedException {
        TestServer.Database database = server.database();
        assertThat(runner(database, first().set(), Progress.NONE).expand())
                .isInstanceOf(Outcome.Done.class);
        assertThat(runner(database, both(), Progress.NONE).expand())
                .isInstanceOf(Outcome.Done.class);
        return database;
    }

    @Test
    void one_at_a_time_takes_away_what_the_oldest_change_means_to() throws Exception {
        TestServer.Database database = expandedTwice();

        Outcome one = runner(database, both(), Progress.NONE).contract(GONE);

        assertThat(one).isInstanceOf(Outcome.Done.class);
        assertThat(columns(database)).isEqualTo(1);
    }

    @Test
    void all_of_them_leave_nothing_that_is_yet_to_be_taken_away() throws Exception {
        TestServer.Database database = expandedTwice();

        Outcome all = runner(database, both(), Progress.NONE).contractAll(GONE);

        assertThat(all)
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done ->
                                assertThat(done.notes())
                                        .contains(
                                                "contracted V2__change.sql",
                                                "contracted V4__change.sql"));
        assertThat(columns(database)).isZero();
    }

    @Test
    @Requirement("SCHEMA-RUN-7")
    void a_session_of_the_old_version_that_comes_meanwhile_keeps_the_rest() throws Exception {
        TestServer.Database database = expandedTwice();
        List<Connection> came = new ArrayList<>();
        Progress comes =
                new Progress() {
                    @Override
                    public void done(String path) {
                        try {
                            came.add(database.shop("shop@aaaaaaaaaaaa"));
                        } catch (SQLException e) {
                            throw new AssertionError(e);
                        }
                    }
                };

        Outcome refused = runner(database, both(), comes).contractAll(GONE);
        for (Connection each : came) {
            each.close();
        }

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        it -> assertThat(it.reason()).contains("shop@aaaaaaaaaaaa"));
        assertThat(columns(database)).isEqualTo(1);
    }

    @Test
    void who_must_be_told_first_and_says_no_keeps_all_there() throws Exception {
        TestServer.Database database = expandedTwice();
        Progress no =
                new Progress() {
                    @Override
                    public void pointOfNoReturn() {
                        throw new IllegalStateException("it has moved on");
                    }
                };

        assertThatThrownBy(() -> runner(database, both(), no).contractAll(GONE))
                .hasMessage("it has moved on");
        assertThat(columns(database)).isEqualTo(2);
        assertThat(runner(database, both(), Progress.NONE).contractAll(GONE))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void what_an_expansion_asks_to_be_filled_is_planned_until_it_is() throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 10);
        MigrationSet set =
                Folders.flyway()
                        .file(
                                "1",
                                Folders.Head.of(Phase.EXPAND)
                                        .sync(
                                                "app.users",
                                                "name",
                                                "full_name",
                                                "name",
                                                "full_name"),
                                "alter table app.users add column full_name text")
                        .set();

        List<String> before = unfilled(database, set);
        runner(database, set, Progress.NONE).expand();
        List<String> expanded = unfilled(database, set);
        runner(database, set, Progress.NONE).backfill();
        List<String> filled = unfilled(database, set);

        assertThat(before).isEmpty();
        assertThat(expanded).containsExactly("V1__change.sql");
        assertThat(filled).isEmpty();
    }

    private static List<String> unfilled(TestServer.Database database, MigrationSet set) {
        return switch (RunPlan.make(database.target(), set, RunOptions.usual("test"))) {
            case RunPlan.Made.Ready(RunPlan plan) -> plan.unfilled();
            case RunPlan.Made.Not(Outcome outcome) -> throw new AssertionError(outcome);
        };
    }

    @Requirement("SCHEMA-RUN-22")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter table app.users add constraint short check (length(name) < 3) | short",
                "create unique index one on app.users (name); "
                        + "insert into app.users values (2, 'a secret') | unique constraint \"one\"",
                "alter table app.users alter name type int using name::int | type integer",
            })
    void what_stands_in_rows_is_not_told(String statements, String told) throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 1);
        database.run("update app.users set name = 'a secret'");
        MigrationSet set =
                Folders.flyway()
                        .file("1", Folders.Head.of(Phase.EXPAND), statements.replace("; ", ";\n"))
                        .set();

        Outcome outcome = runner(database, set, Progress.NONE).expand();

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed ->
                                assertThat(failed.error().message())
                                        .contains(told)
                                        .doesNotContain("secret"));
        assertThat(
                        database.number(
                                "select count(*) from surefoot_schema.file where note ~ 'secret'"))
                .isZero();
    }

    @Test
    void sessions_are_not_counted_by_a_role_that_does_not_see_them() throws Exception {
        TestServer.Database database = server.database();

        assertThat(TargetFacts.sessions(database.target())).isEmpty();
        assertThatThrownBy(() -> TargetFacts.sessions(new Target(database.url("shop"))))
                .isInstanceOf(TargetTrouble.class)
                .hasMessageContaining("grant it pg_monitor")
                .hasMessageNotContaining("password=shop");
    }

    @Test
    @Requirement("SCHEMA-RUN-4")
    void a_statement_that_nobody_can_watch_is_ended_as_if_somebody_waited() throws Exception {
        TestServer.Database database = server.database();
        try (Connection worker = database.target().connect();
                Watch watch = Watch.open(database.target(), worker, Duration.ofMillis(200));
                Connection admin = server.admin(database.name());
                var statement = worker.createStatement()) {
            int backend = Sessions.backend(worker).pid();
            admin.createStatement()
                    .execute("alter database " + database.name() + " connection limit 1");
            admin.createStatement()
                    .execute(
                            """
                            select pg_terminate_backend(pid) from pg_stat_activity
                            where datname = current_database() and pid not in (%d, pg_backend_pid())
                            """
                                    .formatted(backend));

            watch.begin(backend);
            assertThatThrownBy(() -> statement.execute("select pg_sleep(60)"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo("57014"));

            assertThat(Optional.of(watch.end()).map(Watch.Seen::cancelled)).contains(true);
        }
    }
}
