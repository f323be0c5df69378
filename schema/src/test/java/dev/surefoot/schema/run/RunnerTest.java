package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.target.FileRow;
import dev.surefoot.schema.run.target.OwnTables;
import dev.surefoot.schema.run.target.Target;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Changes forward and back, and what is in their way. */
@ExtendWith(SharedServer.class)
class RunnerTest {
    static final Gone NONE_LEFT = new Gone("a test", "none was started", Set.of(), Set.of("shop"));

    private final TestServer server;

    RunnerTest(TestServer server) {
        this.server = server;
    }

    @Test
    @Requirement("SCHEMA-RUN-6")
    void an_expansion_is_undone_with_its_trigger_and_can_be_done_again() throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 500);
        SchemaRunner runner = runner(database, SafeRenameTest.rename());

        Outcome expanded = runner.expand();
        Outcome filled = runner.backfill();
        Outcome undone = runner.undo();

        assertThat(List.of(expanded, filled, undone)).hasOnlyElementsOfType(Outcome.Done.class);
        assertThat(database.number("select count(*) from pg_trigger where not tgisinternal"))
                .isZero();
        assertThat(database.number("select count(*) from pg_attribute where attname = 'full_name'"))
                .isZero();
        TargetStatus status = TargetStatus.read(database.target());
        assertThat(status.files()).allMatch(FileRow::pending);
        assertThat(status.fills()).isEmpty();

        assertThat(runner.expand()).isInstanceOf(Outcome.Done.class);
        assertThat(runner.backfill()).isInstanceOf(Outcome.Done.class);
        assertThat(database.number("select count(*) from app.users where full_name = name"))
                .isEqualTo(500);
    }

    @Test
    @Requirement("SCHEMA-RUN-6")
    void behind_a_contract_there_is_no_undo() throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 10);
        SchemaRunner runner = runner(database, SafeRenameTest.rename());
        runner.expand();
        runner.backfill();
        runner.contract(NONE_LEFT);

        Outcome undone = runner.undo();

        assertThat(undone).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) undone).reason()).contains("point of no return");
        assertThat(TargetStatus.read(database.target()).pointOfNoReturn())
                .contains("V3__change.sql");
    }

    @Test
    @Requirement("SCHEMA-RUN-7")
    void a_contract_waits_for_the_backfill_and_for_old_sessions() throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 10);
        SchemaRunner runner = runner(database, SafeRenameTest.rename());
        runner.expand();

        assertThat(refused(runner.contract(NONE_LEFT))).contains("V2__change.sql");
        runner.backfill();
        try (Connection old = database.shop("shop@aaaaaaaaaaaa")) {
            assertThat(old.isValid(1)).isTrue();
            assertThat(refused(runner.contract(NONE_LEFT))).contains("shop@aaaaaaaaaaaa");
        }
        try (Connection unnamed = database.shop("psql")) {
            assertThat(unnamed.isValid(1)).isTrue();
            Outcome unknown = runner.contract(NONE_LEFT);
            assertThat(unknown).isInstanceOf(Outcome.Held.class);
            assertThat(((Outcome.Held) unknown).blockers()).hasSize(1);
        }
        assertThat(runner.contract(NONE_LEFT)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    @Requirement("SCHEMA-RUN-7")
    void rows_that_became_wrong_after_the_backfill_keep_the_contract_back() throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 10);
        SchemaRunner runner = runner(database, SafeRenameTest.rename());
        runner.expand();
        runner.backfill();
        database.run(
                "set surefoot.backfill = 'on'; insert into app.users (id, name) values (11, 'x')");

        assertThat(refused(runner.contract(NONE_LEFT))).contains("1 rows are not right");
        assertThat(runner.backfill()).isInstanceOf(Outcome.Done.class);
        assertThat(runner.contract(NONE_LEFT)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    @Requirement("SCHEMA-RUN-8")
    void a_failing_statement_leaves_those_before_it_done_and_shows_in_the_status()
            throws Exception {
        TestServer.Database database = server.database();
        MigrationSet set =
                Folders.plain()
                        .file(
                                "1",
                                Folders.Head.of(Phase.EXPAND),
                                "create table app.a (b int);\nselect 1 / 0;\n")
                        .set();

        Outcome outcome = runner(database, set).expand();

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(((Outcome.Failed) outcome).where()).isEqualTo("1_change.sql line 2");
        assertThat(((Outcome.Failed) outcome).error().sqlState()).isEqualTo("22012");
        TargetStatus status = TargetStatus.read(database.target());
        assertThat(status.halfDone()).hasSize(1);
        assertThat(status.halfDone().getFirst().done()).isEqualTo(1);
        assertThat(status.files().getFirst().note().orElse("")).contains("division by zero");
        assertThat(status.running()).isFalse();
    }

    @Test
    @Requirement("SCHEMA-RUN-10")
    void a_statement_that_the_role_may_not_run_leaves_nothing_and_runs_once_it_may()
            throws Exception {
        TestServer.Database database = server.database();
        try (Connection admin = server.admin(database.name());
                var sql = admin.createStatement()) {
            sql.execute("create schema other");
            sql.execute("create table other.secret (a int)");
        }
        MigrationSet set =
                Folders.plain()
                        .file(
                                "1",
                                Folders.Head.of(Phase.EXPAND),
                                """
                                create table app.a (b int);
                                alter table other.secret add column b int;
                                """)
                        .set();

        Outcome outcome = runner(database, set).expand();
        TargetStatus status = TargetStatus.read(database.target());
        try (Connection admin = server.admin(database.name());
                var sql = admin.createStatement()) {
            sql.execute("grant usage on schema other to owner");
            sql.execute("alter table other.secret owner to owner");
        }

        assertThat(outcome).isInstanceOf(Outcome.NotAllowed.class);
        assertThat(((Outcome.NotAllowed) outcome).reason())
                .contains("1_change.sql line 2")
                .contains("permission denied for schema other")
                .contains("42501")
                .contains("run the same command again");
        assertThat(status.halfDone().getFirst().done()).isEqualTo(1);
        assertThat(status.files().getFirst().note().orElse("")).contains("permission denied");
        assertThat(runner(database, set).expand()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    @Requirement("SCHEMA-RUN-8")
    void an_extension_that_the_server_lacks_is_named_and_nothing_of_it_is_kept() throws Exception {
        TestServer.Database database = server.database();
        MigrationSet set =
                Folders.plain()
                        .file(
                                "1",
                                Folders.Head.of(Phase.EXPAND),
                                "create table app.a (b int);\ncreate extension nonesuch;\n")
                        .set();

        Outcome outcome = runner(database, set).expand();

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(((Outcome.Failed) outcome).where()).isEqualTo("1_change.sql line 2");
        assertThat(((Outcome.Failed) outcome).error().message()).contains("nonesuch");
        TargetStatus status = TargetStatus.read(database.target());
        assertThat(status.halfDone().getFirst().done()).isEqualTo(1);
        assertThat(status.files().getFirst().note().orElse("")).contains("nonesuch");
    }

    @Test
    @Requirement("SCHEMA-RUN-9")
    void a_unique_index_that_can_not_be_built_leaves_no_invalid_index() throws Exception {
        TestServer.Database database = server.database();
        database.run("create table app.a (b int)", "insert into app.a values (1), (1)");
        MigrationSet set =
                Folders.plain()
                        .file(
                                "1",
                                Folders.Head.of(Phase.EXPAND),
                                "create unique index concurrently u on app.a (b);\n")
                        .set();

        Outcome outcome = runner(database, set).expand();

        assertThat(((Outcome.Failed) outcome).error().sqlState()).isEqualTo("23505");
        assertThat(TargetStatus.read(database.target()).invalidIndexes()).isEmpty();
    }

    @Test
    @Requirement("SCHEMA-RUN-9")
    void an_invalid_index_of_somebody_else_is_refused_and_left_alone() throws Exception {
        TestServer.Database database = server.database();
        database.run("create table app.a (b int)", "insert into app.a values (1), (1)");
        try (Connection owner = database.owner();
                var sql = owner.createStatement()) {
            sql.execute("create unique index concurrently u on app.a (b)");
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("23505");
        }
        MigrationSet set =
                Folders.plain()
                        .file(
                                "1",
                                Folders.Head.of(Phase.EXPAND),
                                "create index concurrently if not exists u on app.a (b);\n")
                        .set();

        Outcome outcome = runner(database, set).expand();

        assertThat(((Outcome.Refused) outcome).rule()).isEqualTo("L09");
        assertThat(TargetStatus.read(database.target()).invalidIndexes()).hasSize(1);
    }

    @Test
    @Requirement("SCHEMA-RUN-10")
    void a_role_without_the_means_the_applications_role_and_another_version_are_refused()
            throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 10);
        MigrationSet set = SafeRenameTest.rename();
        SchemaRunner asShop =
                new SchemaRunner(
                        new Target(database.url("shop")),
                        set,
                        RunOptions.usual("test"),
                        Progress.NONE);
        SchemaRunner asOwn =
                runner(database, set, new RunOptions.Server(OptionalInt.empty(), Set.of("owner")));
        SchemaRunner other =
                runner(database, set, new RunOptions.Server(OptionalInt.of(16), Set.of()));

        assertThat(((Outcome.NotAllowed) asShop.expand()).reason()).contains("pg_monitor");
        assertThat(((Outcome.NotAllowed) asOwn.expand()).reason()).contains("application's");
        assertThat(refused(other.expand())).contains("16 was expected");
        assertThat(TargetStatus.read(database.target()).presence())
                .isEqualTo(OwnTables.Presence.ABSENT);
    }

    @Test
    void a_server_that_is_not_there_is_told_without_the_password() throws Exception {
        SchemaRunner nowhere =
                new SchemaRunner(
                        new Target("jdbc:postgresql://127.0.0.1:1/x?user=a&password=secret"),
                        SafeRenameTest.rename(),
                        RunOptions.usual("test"),
                        Progress.NONE);

        Outcome outcome = nowhere.expand();

        assertThat(((Outcome.CouldNot) outcome).reason())
                .contains("127.0.0.1:1")
                .doesNotContain("secret");
    }

    @Test
    void a_plan_touches_nothing() throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 10);

        RunPlan.Made made =
                RunPlan.make(database.target(), SafeRenameTest.rename(), RunOptions.usual("test"));

        RunPlan plan = ((RunPlan.Made.Ready) made).plan();
        assertThat(plan.files()).hasSize(3);
        assertThat(plan.files().getFirst().statements().getFirst().lock())
                .contains("AccessExclusive on app.users");
        assertThat(plan.files().get(1).statements()).isEmpty();
        assertThat(plan.files().get(1).fills()).hasSize(1);
        assertThat(TargetStatus.read(database.target()).presence())
                .isEqualTo(OwnTables.Presence.ABSENT);
    }

    @Test
    @Requirement("SCHEMA-RUN-11")
    void what_ran_is_entered_into_the_tools_own_table() throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 10);
        database.run(
                """
                create table flyway_schema_history (
                    installed_rank int primary key, version varchar(50),
                    description varchar(200) not null, type varchar(20) not null,
                    script varchar(1000) not null, checksum int,
                    installed_by varchar(100) not null,
                    installed_on timestamp not null default now(),
                    execution_time int not null, success boolean not null)
                """);
        SchemaRunner runner = runner(database, SafeRenameTest.rename());

        runner.expand();
        runner.backfill();

        assertThat(
                        database.text(
                                "select string_agg(installed_rank || version || success, ' ' order"
                                        + " by installed_rank) from flyway_schema_history"))
                .isEqualTo("11true 22true");

        runner.undo();

        assertThat(database.number("select count(*) from flyway_schema_history")).isZero();
    }

    static SchemaRunner runner(TestServer.Database database, MigrationSet set) {
        return runner(database, set, RunOptions.Server.ANY);
    }

    private static SchemaRunner runner(
            TestServer.Database database, MigrationSet set, RunOptions.Server expected) {
        return new SchemaRunner(
                database.target(), set, RunOptions.usual("test").with(expected), Progress.NONE);
    }

    private static String refused(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).reason();
    }
}
