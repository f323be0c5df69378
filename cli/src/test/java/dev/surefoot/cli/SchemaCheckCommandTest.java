package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code surefoot schema check}: it needs no server of anybody. */
class SchemaCheckCommandTest {
    @TempDir Path folder = Path.of("");

    @BeforeEach
    void what_production_has() throws IOException {
        write("V1__users.sql", "create table users (id bigint primary key, name text);");
    }

    @Test
    void a_folder_that_passes_ends_with_0() throws IOException {
        write("V2__born.sql", "alter table users add column born date;");

        Cli.Answer answer = check("--since", "1", "--postgres-version", "17");

        assertThat(answer.exit()).as(answer.err()).isEqualTo(ExitCode.YES);
        assertThat(answer.out())
                .contains("PASS", "V2__born.sql", "expand, derived", "Verdict: PASS");
    }

    @Test
    void a_refusal_ends_with_3_and_says_what_to_write_instead() throws IOException {
        write("V2__rename.sql", "alter table users rename name to full_name;");

        Cli.Answer answer = check("--since", "1");
        JsonNode json = check("--since", "1", "--json").json();

        assertThat(answer.exit()).isEqualTo(ExitCode.NO);
        assertThat(answer.out())
                .contains("BLOCK        C01 column renamed, line 1")
                .contains("-- surefoot: sync=public.users old=name new=full_name");
        assertThat(json.path("verdict").asString()).isEqualTo("FAIL");
        assertThat(json.path("layout").asString()).isEqualTo("FLYWAY");
        assertThat(json.at("/postgres/source").asString()).isEqualTo("ASSUMED");
        assertThat(json.at("/files/0/declared").isNull()).isTrue();
        assertThat(json.at("/files/0/phase").asString()).isEqualTo("CONTRACT");
        assertThat(json.at("/files/0/statements/0/facts/locks/0/mode").asString())
                .isEqualTo("ACCESS_EXCLUSIVE");
        assertThat(json.at("/findings/0/rule").asString()).isEqualTo("C01");
        assertThat(json.at("/findings/0/recovery").asString()).isEqualTo("V");
    }

    @Test
    void what_is_not_known_ends_with_4_and_is_listed() throws IOException {
        write("V2__index.sql", "create index users_name on users (name);");

        Cli.Answer unknown = check("--since", "1");
        Cli.Answer few = check("--since", "1", "--rows", "users=10", "--no-probe");

        assertThat(unknown.exit()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(unknown.out()).contains("rows of public.users: --rows public.users=N");
        assertThat(few.exit()).as(few.out()).isEqualTo(ExitCode.YES);
    }

    @Test
    void what_cannot_be_read_ends_with_2_and_is_named() throws IOException {
        write("V2__x.sql", "-- surefoot: phase=later\nselect 1;");
        write("old.jsonl", "{\"sql\": 1}");

        assertThat(check()).satisfies(it -> unreadable(it, "V2__x.sql:1", "phase"));
        Files.delete(folder.resolve("V2__x.sql"));
        assertThat(check("--since", "9")).satisfies(it -> unreadable(it, "version 9"));
        assertThat(check("--statements", folder.resolve("old.jsonl").toString()))
                .satisfies(it -> unreadable(it, "old.jsonl", "line 1"));
        assertThat(check("--statements", "none.jsonl"))
                .satisfies(it -> unreadable(it, "none.jsonl"));
        assertThat(check("--rows", "users=-1")).satisfies(it -> unreadable(it, "users=-1"));
        assertThat(check("--rows", "users")).satisfies(it -> unreadable(it, "--rows"));
        assertThat(check("--postgres-version", "9"))
                .satisfies(it -> unreadable(it, "--postgres-version is 9"));
        assertThat(check("--postgres-bin", "x", "--shadow-url", "y"))
                .satisfies(it -> unreadable(it, "give one of them"));
        assertThat(Cli.run("schema", "check", "nowhere"))
                .satisfies(it -> unreadable(it, "nowhere"));
    }

    @Test
    void a_shadow_that_cannot_be_had_ends_with_1() {
        Cli.Answer answer = check("--shadow-url", "jdbc:postgresql://127.0.0.1:1/none");

        assertThat(answer.exit()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(answer.err()).contains("surefoot: ").doesNotContain("a fault in Surefoot");
    }

    private static void unreadable(Cli.Answer answer, String... said) {
        assertThat(answer.exit()).as(answer.err()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains(said);
    }

    private Cli.Answer check(String... options) {
        List<String> all = new ArrayList<>(List.of("schema", "check", folder.toString()));
        all.addAll(List.of(options));
        return Cli.run(all.toArray(String[]::new));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
