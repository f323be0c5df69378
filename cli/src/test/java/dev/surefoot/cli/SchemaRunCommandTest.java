package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.postgres.EmbeddedPostgres;
import dev.surefoot.postgres.PostgresSettings;
import dev.surefoot.postgres.PostgresStart;
import dev.surefoot.testkit.Requirement;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalInt;

/** A change run from the command line, from plan to the point of no return. */
class SchemaRunCommandTest {
    private static EmbeddedPostgres server;

    @TempDir static Path directory;

    @BeforeAll
    static void start() {
        PostgresSettings settings =
                new PostgresSettings(
                        directory.resolve("postgres"),
                        Optional.empty(),
                        OptionalInt.empty(),
                        PostgresSettings.DEFAULT_START_TIMEOUT);
        server =
                switch (EmbeddedPostgres.start(settings)) {
                    case PostgresStart.Started(EmbeddedPostgres own) -> own;
                    case PostgresStart.Adopted(EmbeddedPostgres own) -> own;
                    case PostgresStart.Refused(var reason, String message) ->
                            throw new AssertionError(message);
                };
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    @Requirement("SCHEMA-RUN-6")
    void a_change_goes_from_plan_to_the_point_of_no_return(@TempDir Path folder) throws Exception {
        String url = database("whole");
        sql(url, "create table users (id int primary key, name text)");
        sql(url, "insert into users select n, 'u' || n from generate_series(1, 50) n");
        rename(folder);
        String dir = folder.toString();

        Cli.Answer plan = Cli.run("schema", "plan", dir, "--url", url);
        Cli.Answer early = Cli.run("schema", "backfill", dir, "--url", url);
        Cli.Answer expand = Cli.run("schema", "expand", dir, "--url", url);
        Cli.Answer backfill = Cli.run("schema", "backfill", dir, "--url", url);
        Cli.Answer nobody = Cli.run("schema", "contract", dir, "--url", url);
        Cli.Answer contract =
                Cli.run(
                        "schema",
                        "contract",
                        dir,
                        "--url",
                        url,
                        "--json",
                        "--instances-gone",
                        "a test:none was started");
        Cli.Answer undo = Cli.run("schema", "undo", dir, "--url", url);
        Cli.Answer status = Cli.run("schema", "status", "--url", url, "--json");

        assertThat(plan.exit()).as(plan.err()).isEqualTo(ExitCode.YES);
        assertThat(plan.out()).contains("alter table users add column full_name text");
        assertThat(early.exit()).isEqualTo(ExitCode.NO);
        assertThat(early.err()).contains("run expand first");
        assertThat(expand.exit()).as(expand.err()).isEqualTo(ExitCode.YES);
        assertThat(backfill.exit()).as(backfill.err()).isEqualTo(ExitCode.YES);
        assertThat(nobody.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(nobody.err()).contains("--instances-gone BY:WHY");
        assertThat(contract.exit()).as(contract.out()).isEqualTo(ExitCode.YES);
        assertThat(contract.json().get("outcome").asString()).isEqualTo("DONE");
        assertThat(undo.exit()).isEqualTo(ExitCode.NO);
        assertThat(undo.err()).contains("point of no return");
        assertThat(status.json().get("pointOfNoReturn").asBoolean()).isTrue();
        assertThat(status.json().get("backfills").get(0).get("state").asString())
                .isEqualTo("VERIFIED");
    }

    @Test
    @Requirement("SCHEMA-RUN-11")
    void flyway_accepts_what_we_entered_into_its_table(@TempDir Path folder) throws Exception {
        String url = database("flyway");
        Files.writeString(folder.resolve("V1__users.sql"), "create table users (id int);\r\n");
        Flyway flyway =
                Flyway.configure()
                        .dataSource(url, null, null)
                        .locations("filesystem:" + folder)
                        .load();
        flyway.migrate();
        Files.writeString(
                folder.resolve("V2__more_words.sql"),
                "-- surefoot: phase=expand\ncreate table more (id int);\n\n-- end");

        Cli.Answer expand = Cli.run("schema", "expand", folder.toString(), "--url", url);

        assertThat(expand.exit()).as(expand.err()).isEqualTo(ExitCode.YES);
        flyway.validate();
        assertThat(flyway.info().pending()).isEmpty();
        assertThat(flyway.info().applied()).hasSize(2);
    }

    @Test
    void files_without_a_header_are_measured_to_find_their_phase(@TempDir Path folder)
            throws Exception {
        String url = database("derived");
        Files.writeString(folder.resolve("V1__a.sql"), "create table a (id int);\n");
        Files.writeString(folder.resolve("V2__b.sql"), "drop table a;\n");
        String dir = folder.toString();

        Cli.Answer expand = Cli.run("schema", "expand", dir, "--url", url);
        Cli.Answer contract =
                Cli.run("schema", "contract", dir, "--url", url, "--instances-gone", "a test:so");

        assertThat(expand.exit()).as(expand.err()).isEqualTo(ExitCode.YES);
        assertThat(expand.out()).contains("expanded V1__a.sql").doesNotContain("V2__b.sql");
        assertThat(contract.exit()).isEqualTo(ExitCode.NO);
        assertThat(contract.err()).contains("D01").contains("phase=contract");
    }

    @Test
    void bad_input_is_told_with_the_next_step(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("V1__a.sql"),
                "-- surefoot: phase=expand\ncreate table a (b int);\n");
        String dir = folder.toString();
        String nowhere = "jdbc:postgresql://127.0.0.1:1/x?user=a&password=secret";

        Cli.Answer unreachable = Cli.run("schema", "expand", dir, "--url", nowhere);
        Cli.Answer noUrl = Cli.run("schema", "expand", dir, "--url", "postgres://x");
        Cli.Answer timeout =
                Cli.run("schema", "expand", dir, "--url", nowhere, "--lock-timeout", "900");
        Cli.Answer password =
                Cli.run("schema", "status", "--url", server.jdbcUrl() + "?user=nobody&password=x");

        assertThat(unreachable.exit()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(unreachable.err()).contains("127.0.0.1:1").doesNotContain("secret");
        assertThat(noUrl.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(timeout.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(timeout.err()).contains("stall budget");
        assertThat(password.exit()).isEqualTo(ExitCode.UNREADABLE);
    }

    private static void rename(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("V1__add.sql"),
                """
                -- surefoot: phase=expand
                -- surefoot: sync=users old=name new=full_name up="name" down="full_name"
                alter table users add column full_name text;
                """);
        Files.writeString(
                folder.resolve("V2__fill.sql"),
                """
                -- surefoot: phase=backfill
                -- surefoot: table=users key=id set="full_name = name" verify="full_name is null"
                """);
        Files.writeString(
                folder.resolve("V3__drop.sql"),
                "-- surefoot: phase=contract\nalter table users drop column name;\n");
    }

    private static String database(String name) throws SQLException {
        String login = "?user=" + server.user() + "&password=" + server.password();
        sql(server.jdbcUrl() + login, "create database " + name);
        return server.jdbcUrl().replaceFirst("[^/]*$", name) + login;
    }

    private static void sql(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
