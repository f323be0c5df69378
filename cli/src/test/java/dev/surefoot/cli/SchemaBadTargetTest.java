package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.postgres.EmbeddedPostgres;
import dev.surefoot.postgres.PostgresSettings;
import dev.surefoot.postgres.PostgresStart;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What a live database answers to bad input: exit code, the thing's name, the next step. */
class SchemaBadTargetTest {
    private static EmbeddedPostgres server;

    @TempDir static Path directory;

    @BeforeAll
    static void start() {
        server =
                switch (EmbeddedPostgres.start(
                        PostgresSettings.in(directory.resolve("postgres")))) {
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
    @Requirement("SCHEMA-RUN-5")
    void a_history_that_was_edited_is_incomplete_or_out_of_order_ends_with_3(@TempDir Path folder)
            throws Exception {
        String url = database("history");
        file(folder, "V1__a.sql", "expand", "create table a (id int);");
        file(folder, "V3__c.sql", "expand", "create table c (id int);");
        assertThat(run("expand", folder, url).exit()).isEqualTo(ExitCode.YES);

        file(folder, "V2__b.sql", "expand", "create table b (id int);");
        Cli.Answer order = run("expand", folder, url);
        Files.delete(folder.resolve("V2__b.sql"));
        file(folder, "V1__a.sql", "expand", "create table a (id bigint);");
        Cli.Answer edited = run("expand", folder, url);
        file(folder, "V1__a.sql", "expand", "create table a (id int);");
        Files.delete(folder.resolve("V3__c.sql"));
        Cli.Answer gone = run("plan", folder, url, "--no-drift");
        file(folder, "V3__c.sql", "expand", "create table c (id int);");
        file(folder, "V4__d.sql", "expand", "create table d (id int);");
        Cli.Answer mended = run("expand", folder, url);

        refused(order, "V2__b.sql is out of order", "V3__c.sql", "give it a later version");
        refused(edited, "V1__a.sql was edited", "write a new migration");
        refused(gone, "V3__c.sql was run here", "bring it back");
        assertThat(mended.exit()).as(mended.err()).isEqualTo(ExitCode.YES);
        assertThat(mended.out()).contains("expanded V4__d.sql").doesNotContain("V1__a.sql");
    }

    @Test
    @Requirement("SCHEMA-RUN-10")
    void a_missing_grant_ends_with_2_and_is_seen_in_the_status(@TempDir Path folder)
            throws Exception {
        String url = database("grants");
        sql(url, "create schema other");
        sql(url, "create table other.secret (id int)");
        sql(url, "create role changer login password 'changer' in role pg_monitor");
        sql(url, "grant create on database grants to changer");
        sql(url, "grant create on schema public to changer");
        String own = url.replaceFirst("\\?.*", "?user=changer&password=changer");
        file(
                folder,
                "V1__a.sql",
                "expand",
                "create table a (id int);\nalter table other.secret add column b int;");

        Cli.Answer denied = run("expand", folder, own);
        Cli.Answer status = Cli.run("schema", "status", "--url", own);
        sql(url, "grant usage on schema other to changer");
        sql(url, "alter table other.secret owner to changer");
        Cli.Answer again = run("expand", folder, own);

        assertThat(denied.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(denied.err())
                .contains("V1__a.sql line 3")
                .contains("permission denied for schema other")
                .contains("run the same command again");
        assertThat(status.out())
                .contains("half done     V1__a.sql: 1 statements done")
                .contains("permission denied for schema other");
        assertThat(again.exit()).as(again.err()).isEqualTo(ExitCode.YES);
    }

    @Test
    @Requirement("SCHEMA-RUN-10")
    void another_major_version_and_an_extension_that_is_not_there_end_with_3(@TempDir Path folder)
            throws Exception {
        String url = database("versions");
        file(folder, "V1__a.sql", "expand", "create extension nonesuch;");

        Cli.Answer version = run("expand", folder, url, "--postgres-version", "16");
        Cli.Answer extension = run("expand", folder, url);
        Cli.Answer status = Cli.run("schema", "status", "--url", url);

        assertThat(version.exit()).isEqualTo(ExitCode.NO);
        assertThat(version.err()).contains("PostgreSQL 17").contains("16 was expected");
        assertThat(extension.exit()).isEqualTo(ExitCode.NO);
        assertThat(extension.err()).contains("V1__a.sql line 2").contains("nonesuch");
        assertThat(status.out()).contains("V1__a.sql  expand, running").contains("nonesuch");
    }

    @Test
    @Requirement("SCHEMA-RUN-19")
    void a_file_that_the_shadow_can_not_run_has_no_phase_and_is_not_run(@TempDir Path folder)
            throws Exception {
        String url = database("unmeasured");
        sql(url, "create table users (id int)");
        Files.writeString(
                folder.resolve("V1__a.sql"), "create extension nonesuch;\ndrop table users;\n");

        Cli.Answer expand = run("expand", folder, url);
        Cli.Answer plan = run("plan", folder, url);

        assertThat(expand.exit()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(expand.err()).contains("V1__a.sql:1").contains("nonesuch").contains("phase=");
        assertThat(plan.exit()).isEqualTo(ExitCode.UNDECIDED);
    }

    @Test
    @Requirement("SCHEMA-RUN-18")
    void a_plan_warns_of_what_was_changed_by_hand(@TempDir Path folder) throws Exception {
        String url = database("drifted");
        file(folder, "V1__a.sql", "expand", "create table a (id int);");
        run("expand", folder, url);
        file(folder, "V2__b.sql", "expand", "create table b (id int);");

        Cli.Answer before = run("plan", folder, url);
        sql(url, "alter table a add column note text");
        Cli.Answer after = run("plan", folder, url);
        Cli.Answer json = run("plan", folder, url, "--json");

        assertThat(before.out()).contains("drift     none");
        assertThat(after.exit()).isEqualTo(ExitCode.YES);
        assertThat(after.out())
                .contains("drift     WARNING: 1 objects")
                .contains("column public.a.note: here, but no file that ran makes it");
        assertThat(json.json().at("/drift/drift").asString()).isEqualTo("DIFFERS");
        assertThat(json.json().at("/drift/differences/0").asString()).contains("public.a.note");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://owner:secret@127.0.0.1:1/shop",
                "jdbc:postgresql://owner:secret@127.0.0.1:1/shop",
                "jdbc:postgresql://127.0.0.1:1?user=owner&password=secret",
                "jdbc:postgresql://127.0.0.1:1/shop?user=owner&password=secret%"
            })
    void a_password_in_an_address_of_another_form_appears_nowhere(String url, @TempDir Path folder)
            throws IOException {
        file(folder, "V1__a.sql", "expand", "create table a (id int);");

        List<Cli.Answer> answers =
                List.of(
                        run("plan", folder, url),
                        run("plan", folder, url, "--json"),
                        run("expand", folder, url),
                        run("expand", folder, url, "--json"),
                        run("check", folder, url, "--no-probe"),
                        run("check", folder, url, "--no-probe", "--json"),
                        Cli.run("schema", "status", "--url", url),
                        Cli.run("schema", "status", "--url", url, "--json"));
        Cli.Answer shadow =
                Cli.run("schema", "check", folder.toString(), "--no-probe", "--shadow-url", url);

        assertThat(answers)
                .allSatisfy(
                        answer -> {
                            assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
                            assertThat(answer.out() + answer.err())
                                    .contains("jdbc:postgresql://HOST/DATABASE?user=")
                                    .doesNotContain("secret");
                        });
        assertThat(shadow.exit()).isNotEqualTo(ExitCode.YES);
        assertThat(shadow.out() + shadow.err()).doesNotContain("secret");
    }

    private static void refused(Cli.Answer answer, String... words) {
        assertThat(answer.exit()).as(answer.err()).isEqualTo(ExitCode.NO);
        assertThat(answer.err()).contains("refused (D04)").contains(words);
    }

    private static Cli.Answer run(String command, Path folder, String url, String... more) {
        String[] all = new String[more.length + 5];
        System.arraycopy(
                new String[] {"schema", command, folder.toString(), "--url", url}, 0, all, 0, 5);
        System.arraycopy(more, 0, all, 5, more.length);
        return Cli.run(all);
    }

    private static void file(Path folder, String name, String phase, String sql)
            throws IOException {
        Files.writeString(
                folder.resolve(name), "-- surefoot: phase=%s\n%s\n".formatted(phase, sql));
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
