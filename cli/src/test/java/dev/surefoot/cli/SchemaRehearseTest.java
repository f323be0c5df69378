package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code surefoot schema rehearse}: it needs no server. */
class SchemaRehearseTest {
    @TempDir Path folder;

    @BeforeEach
    void a_table() throws IOException {
        pair("1", "create table users (id serial primary key, name text)", "drop table users");
    }

    @Test
    @Requirement("REHEARSE-1")
    void inverses_that_bring_everything_back_pass() throws IOException {
        pair("2", "alter table users add x int", "alter table users drop x");

        Cli.Answer answer = rehearse();

        assertThat(answer.exit()).as(answer.err()).isEqualTo(ExitCode.YES);
        assertThat(answer.out())
                .containsPattern("EQUAL +V  2_x.up.sql")
                .contains("PASS: 2 of 2 ways back", "3 generated rows a table");
    }

    @Test
    @Requirement("REHEARSE-1")
    void one_that_does_not_is_named_with_what_it_leaves() throws IOException {
        pair("2", "alter table users drop name", "alter table users add name varchar(20)");
        pair("3", "create index by_id on users (id)", "\ndrop index nowhere");

        Cli.Answer answer = rehearse("--json", "--since", "1");

        assertThat(answer.exit()).as(answer.err()).isEqualTo(ExitCode.NO);
        JsonNode json = answer.json();
        assertThat(json.path("verdict").asString()).isEqualTo("FAIL");
        assertThat(json.path("layout").asString()).isEqualTo("PAIRS");
        assertThat(json.path("postgres").asString()).startsWith("17.");
        assertThat(json.path("files")).hasSize(2);
        JsonNode second = json.path("files").get(0);
        assertThat(second.path("outcome").asString()).isEqualTo("DIFFERENT");
        assertThat(second.path("recovery").asString()).isEqualTo("B");
        assertThat(second.path("details").get(0).asString())
                .isEqualTo(
                        "column public.users.name, type: was 'text', is 'character varying(20)'");
        JsonNode third = json.path("files").get(1);
        assertThat(third.path("outcome").asString()).isEqualTo("FAILED");
        assertThat(third.path("line").asInt()).isEqualTo(2);
        assertThat(third.path("sqlState").asString()).isEqualTo("42704");
        assertThat(third.path("recovery").asString()).isEqualTo("F");
    }

    @Test
    @Requirement("REHEARSE-1")
    void what_has_no_inverse_is_undecided() throws IOException {
        Files.writeString(folder.resolve("2_x.up.sql"), "alter table users add x int");

        Cli.Answer answer = rehearse("--rows", "0");

        assertThat(answer.exit()).as(answer.err()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(answer.out())
                .containsPattern("NO_INVERSE +F  2_x.up.sql")
                .contains("empty tables: nothing is said of data");
    }

    @Test
    void production_s_settings_and_version_count() throws IOException {
        pair("2", "create table t as select now()::timestamp as at", "drop table app.t");

        Cli.Answer there = rehearse("--search-path", "app", "--timezone", "Europe/Berlin");
        Cli.Answer elsewhere = rehearse("--postgres-version", "13");

        assertThat(there.exit()).as(there.out()).isEqualTo(ExitCode.YES);
        assertThat(elsewhere.exit()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(elsewhere.err()).contains("production has PostgreSQL 13", "--postgres-bin");
    }

    @Test
    void bad_input_says_what_to_do() throws IOException {
        assertThat(rehearse("--since", "9").exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(rehearse("--since", "9").err()).contains("--since 9", "its last one is 1");
        assertThat(rehearse("--rows", "-1").err()).contains("--rows is -1");
        Files.writeString(folder.resolve("2_x.up.sql"), "create table ${name} (a int)");
        assertThat(rehearse().exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(rehearse().err()).contains("name");
    }

    private Cli.Answer rehearse(String... more) {
        String[] all = new String[3 + more.length];
        all[0] = "schema";
        all[1] = "rehearse";
        all[2] = folder.toString();
        System.arraycopy(more, 0, all, 3, more.length);
        return Cli.run(all);
    }

    private void pair(String version, String up, String down) throws IOException {
        Files.writeString(folder.resolve(version + "_x.up.sql"), up);
        Files.writeString(folder.resolve(version + "_x.down.sql"), down);
    }
}
