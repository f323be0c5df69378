package dev.surefoot.schema.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.schema.check.CheckReport.Found;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.proof.statement.StatementsFile;
import dev.surefoot.schema.rule.Rows;
import dev.surefoot.schema.rule.Rule;
import dev.surefoot.schema.rule.Severity;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Whole folders: from files to a verdict. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaCheckTest {
    private final Shadow shadow = Shadow.startForgetful(new ShadowSource.Bundled(), Map.of());

    private static final String READS_NAME =
            """
            {"id": "read", "sql": "select id, name from users where id = $1", "params": ["1"]}
            {"id": "write", "sql": "insert into users (id, name) values ($1, $2)", "params": ["9", null]}
            """;

    @TempDir Path folder = Path.of("");

    @AfterAll
    void stop() {
        shadow.close();
    }

    @AfterEach
    void nothing_is_left() throws IOException {
        try (var all = Files.list(folder)) {
            for (Path each : all.toList()) {
                Files.delete(each);
            }
        }
    }

    @BeforeEach
    void what_production_has() throws IOException {
        write("V1__users.sql", "create table users (id bigint primary key, name text);");
    }

    @Test
    @Requirement("SCHEMA-CHECK-1")
    void an_additive_change_passes_and_what_production_has_is_not_judged() throws Exception {
        write("V2__born.sql", "alter table users add column born date;");

        CheckReport report = check(since());

        assertThat(report.verdict()).isEqualTo(Verdict.PASS);
        assertThat(report.files())
                .extracting(CheckReport.File::path)
                .containsExactly("V2__born.sql");
        assertThat(report.files().getFirst().phase()).isEqualTo(Phase.EXPAND);
        assertThat(rules(report)).containsExactly("C13 WARN");
        assertThat(report.postgres().source()).isEqualTo(CheckReport.Source.ASSUMED);
    }

    @Test
    void a_column_that_must_be_given_is_judged_by_what_the_file_leaves() throws Exception {
        write("V2__born.sql", "alter table users add column adult bool not null default false;");
        CheckReport filled = check(since().with(rows(1)));
        write(
                "V2__born.sql",
                """
                alter table users add column adult bool default false;
                update users set adult = true;
                alter table users alter adult set not null, alter adult drop default;
                """);
        CheckReport required = check(since().with(rows(1)));

        assertThat(rules(filled)).containsExactly("C13 WARN");
        assertThat(found(required, Rule.C06).line()).isEqualTo(3);
    }

    @Test
    @Requirement("SCHEMA-CHECK-2")
    void the_safe_rename_passes_where_the_direct_one_does_not() throws Exception {
        write("V2__rename.sql", "alter table users rename column name to full_name;");
        CheckReport direct = check(since());

        write(
                "V2__rename.sql",
                """
                -- surefoot: phase=expand
                -- surefoot: sync=public.users old=name new=full_name up="name" down="full_name"
                alter table users add column full_name text;
                """);
        write(
                "V3__fill.sql",
                """
                -- surefoot: phase=backfill
                -- surefoot: table=public.users key=id set="full_name = name" verify="full_name IS DISTINCT FROM name"
                """);
        write("V4__drop.sql", "-- surefoot: phase=contract\nalter table users drop column name;");
        String reads = READS_NAME.replace("name", "full_name");
        String all = "{\"id\": \"all\", \"sql\": \"select %s as full_name from users\"}";
        String tolerates = reads + all.formatted("coalesce(full_name, to_jsonb(users) ->> 'name')");
        String waits = reads + all.formatted("full_name");
        CheckReport safe = check(since().with(both(READS_NAME, tolerates)));
        CheckReport hasty = check(since().with(both(READS_NAME, waits)));

        assertThat(direct.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(rules(direct)).contains("C01 BLOCK");
        assertThat(safe.verdict()).as(safe.toString()).isEqualTo(Verdict.PASS);
        assertThat(rules(safe)).doesNotContain("C15 WARN");
        assertThat(rules(hasty)).contains("C15 WARN");
        assertThat(found(hasty, Rule.C15).what()).contains("full_name (all)");
        assertThat(safe.files())
                .extracting(CheckReport.File::phase)
                .containsExactly(Phase.EXPAND, Phase.BACKFILL, Phase.CONTRACT);
        assertThat(safe.cells())
                .filteredOn(it -> it.app().equals("OLD") && it.state().equals("CONTRACTED"))
                .allMatch(it -> it.verdict() == Verdict.FAIL);
    }

    @Test
    @Requirement("SCHEMA-CHECK-2")
    void the_first_version_finds_rows_in_the_tables_that_it_makes_and_its_role_there()
            throws Exception {
        write(
                "V1__users.sql",
                """
                create table teams (id bigint generated always as identity primary key);
                create table users (team bigint references teams);
                grant select, insert on teams, users to nobody_made_this_role;
                """);
        String line =
                """
                {"sql": "insert into users values ($1)", "params": ["1"], \
                "role": "nobody_made_this_role"}
                """;

        CheckReport report =
                check(
                        CheckRequest.of(folder)
                                .with(
                                        new CheckRequest.Applications(
                                                Statements.missing(), statements(line), Map.of())));

        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.PASS);
    }

    @Test
    @Requirement("SCHEMA-CHECK-2")
    void what_production_keeps_in_step_already_is_kept_in_step_on_the_shadow() throws Exception {
        write(
                "V1__users.sql",
                """
                -- surefoot: sync=public.users old=name new=full_name up="name" down="full_name"
                create table users (id bigint primary key, name text not null, full_name text);
                """);
        write("V2__born.sql", "alter table users add column born date;");
        String line = "{\"sql\": \"insert into users (id, full_name) values (7, 'Ada')\"}";

        CheckReport report =
                check(
                        since().with(
                                        new CheckRequest.Applications(
                                                Statements.missing(), statements(line), Map.of())));

        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.PASS);
    }

    @Test
    @Requirement("SCHEMA-CHECK-3")
    void a_column_that_the_running_version_still_reads_is_refused_with_the_statement()
            throws Exception {
        write("V2__drop.sql", "alter table users drop column name;");

        CheckReport report =
                check(since().with(CheckRequest.Applications.of(statements(READS_NAME))));

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        Found found = found(report, Rule.C03);
        assertThat(found.severity()).isEqualTo(Severity.BLOCK);
        assertThat(found.what()).contains("read (42703)");
        assertThat(rules(report)).contains("D01 BLOCK");
    }

    @Test
    @Requirement("SCHEMA-CHECK-4")
    void what_only_the_old_writes_can_tell_is_inconclusive_until_they_are_executed()
            throws Exception {
        write("V2__required.sql", "alter table users alter column name set not null;");
        CheckRequest few = since().with(rows(10));

        CheckReport untold = check(few);
        CheckReport broken = check(few.with(CheckRequest.Applications.of(statements(READS_NAME))));
        CheckReport kept =
                check(
                        few.with(
                                CheckRequest.Applications.of(
                                        statements(READS_NAME.replace("null", "\"n\"")))));

        assertThat(untold.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(untold.unknown()).anyMatch(it -> it.needs().contains("--statements"));
        assertThat(broken.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(rules(broken)).contains("C07 BLOCK");
        assertThat(kept.verdict()).as(kept.toString()).isEqualTo(Verdict.PASS);
    }

    @Test
    @Requirement("SCHEMA-CHECK-4")
    void nothing_is_harmless_that_comes_after_a_file_that_failed() throws Exception {
        write(
                "V1__users.sql",
                """
                create table users (id bigint primary key, name text);
                insert into users values (1, 'a');
                """);
        write(
                "V2__named.sql",
                "alter table users add constraint named check (name > '') not valid;");
        write("V3__long.sql", "alter table users add constraint long check (length(name) > 1);");
        write("V4__id.sql", "alter table users add constraint low check (id < 100) not valid;");
        String line =
                "{\"id\": \"write\", \"sql\": \"insert into users values (9, '')\"}"
                        + "\n{\"id\": \"late\", \"sql\": \"insert into users values (900, 'late')\"}";

        CheckReport report =
                check(since().with(rows(10)).with(CheckRequest.Applications.of(statements(line))));

        assertThat(report.findings())
                .filteredOn(it -> it.rule() == Rule.C08)
                .extracting(it -> it.path() + " " + it.severity())
                .contains("V2__named.sql BLOCK", "V4__id.sql INCONCLUSIVE");
    }

    @Test
    @Requirement("SCHEMA-CHECK-5")
    void an_unknown_number_of_rows_is_never_a_pass() throws Exception {
        write("V2__index.sql", "create index users_name on users (name);");

        assertThat(rules(check(since()))).contains("L04 INCONCLUSIVE");
        assertThat(rules(check(since().with(rows(200_000))))).contains("L04 BLOCK");
        assertThat(check(since().with(rows(1_000))).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    @Requirement("SCHEMA-CHECK-6")
    void sql_that_the_server_refuses_is_shown_with_its_place() throws Exception {
        write("V2__bad.sql", "-- two columns\nalter table users\n  add colum x int;\n");
        write("V3__after.sql", "alter table users alter column x type bigint;");

        CheckReport report = check(since());

        Found found = found(report, Rule.S01);
        assertThat(found.severity()).isEqualTo(Severity.BLOCK);
        assertThat(found.line()).isEqualTo(3);
        assertThat(found.what()).contains("line 3, column 15", "42601");
        assertThat(rules(report)).contains("S01 INCONCLUSIVE");
    }

    @Test
    @Requirement("SCHEMA-CHECK-7")
    void a_missing_extension_or_another_major_is_inconclusive() throws Exception {
        write("V2__ext.sql", "create extension nobody_has_this;");
        CheckRequest.Production other =
                new CheckRequest.Production(
                        new ShadowSource.Bundled(), OptionalInt.of(14), Map.of(), Rows.UNKNOWN);

        CheckReport report = check(since().with(other));

        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(rules(report)).contains("S02 INCONCLUSIVE", "S03 INCONCLUSIVE");
        assertThat(found(report, Rule.S02).what()).contains("nobody_has_this");
        assertThat(report.postgres().source()).isEqualTo(CheckReport.Source.DIFFERS);
    }

    @Test
    @Requirement("SCHEMA-CHECK-8")
    void what_a_crash_would_leave_half_done_is_found_by_doing_it_twice() throws Exception {
        write("V2__index.sql", "create index concurrently users_name on users (name);");
        write("V2__index.sql.conf", "executeInTransaction=false");
        CheckReport once = check(since());
        write(
                "V2__index.sql",
                "drop index concurrently if exists users_name;\n"
                        + "create index concurrently if not exists users_name on users (name);");
        CheckReport twice = check(since());

        assertThat(rules(once)).contains("D02 BLOCK");
        assertThat(rules(twice)).doesNotContain("D02 BLOCK");
    }

    @Test
    void a_job_that_does_more_when_it_is_run_twice_is_refused_by_name() throws Exception {
        write("V2__log.sql", "create table log (line text);");
        String adds = "{\"sql\": \"insert into log values ('x')\"}";
        String sets = "{\"sql\": \"update users set name = 'x'\"}";

        CheckReport report =
                check(
                        since().with(
                                        new CheckRequest.Applications(
                                                Statements.missing(),
                                                Statements.missing(),
                                                Map.of(
                                                        "adds",
                                                        statements(adds),
                                                        "sets",
                                                        statements(sets)))));

        assertThat(rules(report)).containsExactly("D02 BLOCK");
        assertThat(found(report, Rule.D02).what()).contains("Job adds", "public.log (1 rows)");
    }

    @Test
    void a_version_that_the_folder_does_not_have_is_named() {
        assertThatThrownBy(() -> check(CheckRequest.of(folder).since("7")))
                .isInstanceOf(UnknownVersion.class)
                .hasMessageContaining("version 7");
    }

    private CheckRequest since() {
        return CheckRequest.of(folder).since("1").with(CheckRequest.Production.UNKNOWN);
    }

    private static CheckRequest.Production rows(long rows) {
        return CheckRequest.Production.UNKNOWN.with(new Rows(Map.of(), OptionalLong.of(rows)));
    }

    private static Statements statements(String lines) throws Exception {
        return StatementsFile.parse(lines.getBytes(StandardCharsets.UTF_8));
    }

    private static CheckRequest.Applications both(String old, String fresh) throws Exception {
        return new CheckRequest.Applications(statements(old), statements(fresh), Map.of());
    }

    private CheckReport check(CheckRequest request) throws Exception {
        return SchemaCheck.run(shadow, request, Progress.NONE);
    }

    private static Found found(CheckReport report, Rule rule) {
        return report.findings().stream()
                .filter(it -> it.rule() == rule)
                .findFirst()
                .orElseThrow(() -> new AssertionError(rule + " among " + report.findings()));
    }

    private static List<String> rules(CheckReport report) {
        return report.findings().stream()
                .filter(it -> it.severity() != Severity.NOTE)
                .map(it -> it.rule() + " " + it.severity())
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
