package dev.surefoot.schema.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.check.CheckReport.Found;
import dev.surefoot.schema.check.CheckRequest.Applications;
import dev.surefoot.schema.check.CheckRequest.Applied;
import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.proof.statement.StatementsFile;
import dev.surefoot.schema.rule.Rows;
import dev.surefoot.schema.rule.Rule;
import dev.surefoot.schema.rule.Severity;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What a check finds out besides measuring each file: history, ways back, readers, stalls. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrialsOfACheckTest {
    private final Shadow shadow = Shadow.startForgetful(new ShadowSource.Bundled(), Map.of());

    private Path folder = Path.of("");

    @AfterAll
    void stop() {
        shadow.close();
    }

    @BeforeEach
    void what_production_has(@TempDir Path fresh) throws IOException {
        folder = fresh;
        write("V1__users.sql", "create table users (id bigint primary key, name text);");
    }

    @Test
    @Requirement("SCHEMA-CHECK-11")
    void a_file_that_was_edited_or_deleted_after_it_ran_or_comes_late_is_named() throws Exception {
        write("V2__a.sql", "alter table users add column a int;");
        write("V4__b.sql", "alter table users add column b int;");
        Map<String, String> ran = digests("V1__users.sql", "V2__a.sql", "V4__b.sql");
        CheckReport same = check(request().with(new Applied.Listed(ran)));

        write("V2__a.sql", "alter table users add column a bigint;");
        write("V3__late.sql", "alter table users add column late int;");
        ran.put("V0__gone.sql", "00");
        CheckReport other = check(request().with(new Applied.Listed(ran)));

        assertThat(same.verdict()).as(same.toString()).isEqualTo(Verdict.PASS);
        assertThat(other.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(other.findings())
                .filteredOn(it -> it.rule() == Rule.D04)
                .extracting(it -> it.severity() + " " + it.path())
                .containsExactly("BLOCK V0__gone.sql", "BLOCK V2__a.sql", "BLOCK V3__late.sql");
        assertThat(found(other, Rule.D04).fix()).contains("Bring the file back");
    }

    @Test
    @Requirement("SCHEMA-CHECK-11")
    void a_contract_that_waits_is_not_late() throws Exception {
        write("V2__c.sql", "-- surefoot: phase=contract\nalter table users drop column name;");
        write("V3__a.sql", "alter table users add column a int;");

        CheckReport report = check(request().done(java.util.Set.of("V1__users.sql", "V3__a.sql")));

        assertThat(rules(report)).noneMatch(it -> it.startsWith("D04"));
    }

    @Test
    @Requirement("SCHEMA-CHECK-11")
    void a_migration_that_is_no_sql_is_never_a_pass() throws Exception {
        write("V2__code.java", "class V2__code {}");

        CheckReport report = check(request().since("1"));

        assertThat(rules(report)).containsExactly("D04 INCONCLUSIVE");
        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    @Requirement("SCHEMA-CHECK-12")
    void a_way_back_that_leads_back_is_counted_on_once_it_is_rehearsed() throws Exception {
        write("V2__a.sql", "alter table users add column a int;");
        write("U2__a.sql", "alter table users drop column a;");

        CheckReport untried = check(request().since("1"));
        CheckReport tried = check(request().since("1").trying(false, true));

        assertThat(rules(untried)).containsExactlyInAnyOrder("C13 WARN", "D05 WARN");
        assertThat(untried.files().getFirst().recovery()).isEqualTo("F");
        assertThat(rules(tried)).containsExactly("C13 WARN");
        assertThat(tried.files().getFirst().recovery()).isEqualTo("V");
    }

    @Test
    @Requirement("SCHEMA-CHECK-12")
    void a_way_back_that_leaves_something_behind_or_fails_is_refused() throws Exception {
        write("V2__a.sql", "alter table users add column a int, add column b int;");
        write("U2__a.sql", "alter table users drop column a;");
        write("V3__t.sql", "create table t (id int);");
        write("U3__t.sql", "\ndrop table nowhere;");

        CheckReport report = check(request().since("1").trying(false, true));

        assertThat(report.findings())
                .filteredOn(it -> it.rule() == Rule.D05)
                .extracting(it -> it.severity() + " " + it.path())
                .containsExactly("BLOCK V2__a.sql", "BLOCK V3__t.sql");
        assertThat(found(report, Rule.D05).what())
                .contains("U2__a.sql does not lead back", "column public.users.b is left behind");
        assertThat(report.findings().getLast().what()).contains("U3__t.sql:2", "nowhere");
        assertThat(report.files()).extracting(CheckReport.File::recovery).doesNotContain("V");
    }

    @Test
    @Requirement("SCHEMA-CHECK-13")
    void a_contract_before_the_backfill_that_copies_from_its_column_is_refused() throws Exception {
        write("V2__e.sql", "-- surefoot: phase=expand\nalter table users add column full text;");
        write("V3__c.sql", "-- surefoot: phase=contract\nalter table users drop column name;");
        write(
                "V4__b.sql",
                """
                -- surefoot: phase=backfill
                -- surefoot: table=public.users key=id set="full = name" verify="full IS DISTINCT FROM name"
                """);
        CheckReport early = check(request().since("1"));
        Files.move(folder.resolve("V3__c.sql"), folder.resolve("V5__c.sql"));
        CheckReport inOrder = check(request().since("1"));

        assertThat(found(early, Rule.D06).what())
                .isEqualTo("public.users.name goes before V4__b.sql has copied from it.");
        assertThat(early.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(rules(inOrder)).noneMatch(it -> it.startsWith("D06"));
    }

    @Test
    @Requirement("SCHEMA-CHECK-14")
    void a_message_that_its_reader_cannot_take_is_refused_with_what_is_gone() throws Exception {
        write("V2__box.sql", "create table box (id int primary key, body jsonb);");
        write("V3__note.sql", "alter table box add column note text;");
        Applications versions =
                Applications.of(statements(message(1, "{\\\"price\\\": 3}")))
                        .withReaders(
                                statements("{\"id\": \"r\", \"sql\": \"select body from box\"}"));

        CheckReport untold = check(since2(versions));
        CheckReport more =
                check(since2(fresh(versions, message(2, "{\\\"price\\\": 4, \\\"vat\\\": 1}"))));
        CheckReport gone = check(since2(fresh(versions, message(2, "{\\\"cost\\\": 4}"))));

        assertThat(rules(untold)).contains("C14 INCONCLUSIVE");
        assertThat(rules(more)).noneMatch(it -> it.startsWith("C14"));
        assertThat(found(gone, Rule.C14).severity()).isEqualTo(Severity.BLOCK);
        assertThat(found(gone, Rule.C14).what()).contains("Reader r, column body", "$.price gone");
    }

    @Test
    @Requirement("SCHEMA-CHECK-15")
    void a_stall_is_measured_on_as_many_rows_as_production_has_and_judged_by_it() throws Exception {
        write("V2__rewrite.sql", "alter table users alter column id type int;");
        CheckRequest many =
                request()
                        .since("1")
                        .with(
                                CheckRequest.Production.UNKNOWN.with(
                                        new Rows(
                                                Map.of("users", 100_000_000L),
                                                OptionalLong.empty())));

        CheckReport reckoned = check(many);
        CheckReport measured = check(many.trying(true, false));

        assertThat(reckoned.files().getFirst().statements().getFirst().stall()).isEmpty();
        StatementFacts.Stall stall =
                measured.files().getFirst().statements().getFirst().stall().orElseThrow();
        assertThat(stall.rows()).isEqualTo(100_000_000L);
        assertThat(stall.readMs().getFirst()).isGreaterThan(500L);
        assertThat(stall.readMs().getLast()).isGreaterThanOrEqualTo(stall.readMs().getFirst());
        assertThat(found(measured, Rule.L12).severity()).isEqualTo(Severity.BLOCK);
        assertThat(found(measured, Rule.L12).howLong())
                .contains(Long.toString(stall.readMs().getFirst() / 1000));
        assertThat(rules(reckoned)).noneMatch(it -> it.startsWith("L12"));
    }

    private CheckRequest request() {
        return CheckRequest.of(folder);
    }

    private CheckRequest since2(Applications versions) {
        return request().since("2").with(versions);
    }

    private static Applications fresh(Applications versions, String line) throws Exception {
        return new Applications(
                versions.old(), statements(line), versions.jobs(), versions.readers());
    }

    private static String message(int id, String body) {
        return "{\"sql\": \"insert into box (id, body) values ($1, $2)\", \"params\": [\"%d\","
                        .formatted(id)
                + " \"%s\"]}".formatted(body);
    }

    private Map<String, String> digests(String... names) throws Exception {
        Map<String, String> all = new HashMap<>();
        for (String name : names) {
            byte[] bytes = Files.readAllBytes(folder.resolve(name));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            all.put(name, HexFormat.of().formatHex(digest));
        }
        return all;
    }

    private static Statements statements(String lines) throws Exception {
        return StatementsFile.parse(lines.getBytes(StandardCharsets.UTF_8));
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
