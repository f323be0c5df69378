package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.postgres.EmbeddedPostgres;
import dev.surefoot.postgres.PostgresSettings;
import dev.surefoot.postgres.PostgresStart;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** {@code surefoot schema check --url}: production says what it has. */
class SchemaCheckUrlTest {
    private static EmbeddedPostgres server;
    private static String url;

    @TempDir static Path directory;
    @TempDir Path folder = Path.of("");

    @BeforeAll
    static void a_database_with_a_history_of_its_tool() throws SQLException {
        server =
                switch (EmbeddedPostgres.start(
                        PostgresSettings.in(directory.resolve("postgres")))) {
                    case PostgresStart.Started(EmbeddedPostgres own) -> own;
                    case PostgresStart.Adopted(EmbeddedPostgres own) -> own;
                    case PostgresStart.Refused(var reason, String message) ->
                            throw new AssertionError(message);
                };
        url =
                "%s?user=%s&password=%s"
                        .formatted(server.jdbcUrl(), server.user(), server.password());
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    create table users (id bigint primary key, name text);
                    insert into users select n, 'u' from generate_series(1, 150000) n;
                    analyze users;
                    create table __diesel_schema_migrations (
                      version varchar(50) primary key, run_on timestamp not null default now());
                    insert into __diesel_schema_migrations (version) values ('1'), ('3');
                    """);
        }
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @BeforeEach
    void what_ran() throws IOException {
        write("1_users", "create table users (id bigint primary key, name text);");
        write("3_a", "select 1;");
    }

    @Test
    @Requirement("SCHEMA-CHECK-16")
    void what_ran_there_is_only_applied_and_its_version_and_rows_count() throws Exception {
        write("4_index", "create index users_name on users (name);");
        String before = tables();

        JsonNode json = check("--url", url, "--no-probe", "--json").json();

        assertThat(json.path("verdict").asString()).as(json.toString()).isEqualTo("FAIL");
        assertThat(json.path("files")).hasSize(1);
        assertThat(json.at("/files/0/path").asString()).isEqualTo("4_index/up.sql");
        assertThat(json.at("/postgres/source").asString()).isEqualTo("GIVEN");
        assertThat(json.path("findings"))
                .anyMatch(it -> it.path("rule").asString().equals("L04"))
                .anyMatch(it -> it.path("howLong").asString().matches(".*150.?000.*"));
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    @Requirement("SCHEMA-CHECK-16")
    void a_file_that_slipped_in_before_one_that_ran_is_refused() throws Exception {
        write("2_late", "alter table users add column x int;");

        Cli.Answer answer = check("--url", url, "--no-probe");

        assertThat(answer.exit()).isEqualTo(ExitCode.NO);
        assertThat(answer.out()).contains("D04", "2_late/up.sql is out of order");
    }

    @Test
    void what_contradicts_itself_or_cannot_be_reached_is_said(@TempDir Path other)
            throws Exception {
        Path list = Files.writeString(other.resolve("applied"), "no digest\n");

        Cli.Answer both = check("--url", url, "--applied", list.toString());
        Cli.Answer bad = check("--applied", list.toString());
        Cli.Answer nobody = check("--url", "jdbc:postgresql://127.0.0.1:1/x?connectTimeout=1");

        assertThat(both.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(both.err()).contains("give one of them");
        assertThat(bad.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(bad.err()).contains("applied:1", "sha256sum");
        assertThat(nobody.exit()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(nobody.err()).contains("127.0.0.1:1");
    }

    private static String tables() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                select string_agg(oid::regclass || ' ' || relfilenode, ', ' order by oid)
                                  from pg_class where oid >= 16384
                                """)) {
            row.next();
            return row.getString(1);
        }
    }

    private Cli.Answer check(String... more) {
        String[] words = new String[more.length + 3];
        words[0] = "schema";
        words[1] = "check";
        words[2] = folder.toString();
        System.arraycopy(more, 0, words, 3, more.length);
        return Cli.run(words);
    }

    private void write(String name, String up) throws IOException {
        Files.createDirectories(folder.resolve(name));
        Files.writeString(folder.resolve(name + "/up.sql"), up);
    }
}
