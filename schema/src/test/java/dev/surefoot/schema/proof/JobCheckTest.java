package dev.surefoot.schema.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.Parameter;
import dev.surefoot.schema.proof.statement.StatementSource;
import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Jobs run twice, and old readers of new rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobCheckTest {
    private final Shadow shadow =
            Shadow.startForgetful(new ShadowSource.Bundled(), Map.of("search_path", "public"));
    private ShadowDatabase database;

    @BeforeAll
    void fill() throws SQLException {
        database = shadow.create();
        Databases.run(
                database,
                """
                CREATE TYPE mood AS ENUM ('calm', 'glad', 'wild');
                CREATE TABLE u (id int PRIMARY KEY, name text, mood mood DEFAULT 'calm');
                CREATE TABLE outbox (id serial PRIMARY KEY, body jsonb NOT NULL);
                INSERT INTO u VALUES (1, 'ab'), (2, 'cd');
                INSERT INTO outbox (body) VALUES ('{"item": {"price": 1}, "note": "x"}'),
                                                 ('{"item": {"price": 2}}');
                """);
    }

    @AfterAll
    void stop() {
        shadow.close();
    }

    @Test
    @Requirement("PROOF-5")
    void a_job_that_recognizes_its_work_may_run_again() throws SQLException {
        JobCheck.Result result =
                job(
                        "INSERT INTO u VALUES (3, 'ef') ON CONFLICT DO NOTHING",
                        "UPDATE u SET name = upper(name)");

        assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.PASS);
        assertThat(Databases.ask(database, "SELECT count(*) FROM u")).isEqualTo("2");
    }

    @Test
    @Requirement("PROOF-5")
    void a_job_that_does_its_work_twice_is_found_with_tables_and_rows() {
        JobCheck.Result result = job("UPDATE u SET name = name || 'x' WHERE id = 2");

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.changed())
                .singleElement()
                .satisfies(
                        table -> {
                            assertThat(table.table()).isEqualTo("public.u");
                            assertThat(table.rows()).isEqualTo(1);
                            assertThat(table.examples())
                                    .singleElement()
                                    .asString()
                                    .contains("cdxx");
                        });
        assertThat(result.reason()).contains("the second run changes public.u");
    }

    @Test
    void a_second_run_that_fails_is_a_finding_and_a_first_one_no_answer() {
        assertThat(job("INSERT INTO u VALUES (3, 'ef')"))
                .satisfies(
                        result -> {
                            assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
                            assertThat(result.reason())
                                    .startsWith("the second run: 1 ends in 23505");
                        });
        assertThat(job("SELECT * FROM nothing").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(job("CREATE TABLE x (a int)").reason()).contains("changes the schema");
        assertThat(job().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    @Requirement("PROOF-6")
    void what_an_old_reader_never_saw_is_reported() {
        AppStatement read =
                AppStatement.of(
                        "read", "SELECT name, mood FROM u WHERE id = $1", Parameter.of("1"));

        ReaderCheck.Result keyed =
                ReaderCheck.of(
                        database,
                        file(
                                List.of(
                                        "INSERT INTO u VALUES (7, NULL, 'wild'),"
                                                + " (8, 'abcdef', 'calm')")),
                        new Statements(StatementSource.FILE, "", List.of(read)));

        assertThat(keyed.verdict()).isEqualTo(Verdict.PASS);
        assertThat(keyed.findings())
                .extracting(each -> each.column() + " " + each.kind())
                .containsExactlyInAnyOrder("name NEW_NULL", "name WIDER", "mood NEW_LABEL");
    }

    @Test
    @Requirement("PROOF-6")
    void a_message_without_a_path_that_all_had_fails_its_reader_and_one_more_path_passes() {
        List<String> reads = List.of("SELECT body FROM outbox ORDER BY id");

        ReaderCheck.Result more =
                readers(
                        List.of(
                                "INSERT INTO outbox (body) VALUES"
                                        + " ('{\"item\": {\"price\": 3}, \"more\": [1]}')"),
                        reads);
        ReaderCheck.Result gone =
                readers(
                        List.of("INSERT INTO outbox (body) VALUES ('{\"item\": {\"cost\": 3}}')"),
                        reads);
        ReaderCheck.Result retyped =
                readers(
                        List.of(
                                "INSERT INTO outbox (body) VALUES"
                                        + " ('{\"item\": {\"price\": \"3\"}}')"),
                        reads);

        assertThat(more.verdict()).as(more.toString()).isEqualTo(Verdict.PASS);
        assertThat(gone.findings())
                .extracting(ReaderFinding::words)
                .containsExactly("$.item.price gone");
        assertThat(retyped.findings())
                .extracting(ReaderFinding::words)
                .containsExactly("$.item.price [NUMBER] to [STRING]");
        assertThat(List.of(gone.verdict(), retyped.verdict())).containsOnly(Verdict.FAIL);
    }

    @Test
    void without_a_row_to_read_there_is_no_answer() {
        assertThat(readers(List.of("SELECT 1"), List.of("SELECT * FROM u")).reason())
                .contains("wrote no row");
        assertThat(
                        readers(
                                        List.of("INSERT INTO u VALUES (9)"),
                                        List.of("SELECT * FROM outbox"))
                                .reason())
                .contains("no read of the old version meets a row");
        assertThat(readers(List.of(), List.of("SELECT 1")).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void a_write_that_fails_leaves_the_readers_without_an_answer() {
        ReaderCheck.Result result =
                readers(
                        List.of("INSERT INTO u VALUES (9)", "INSERT INTO u VALUES ('x')"),
                        List.of("SELECT * FROM u"));

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.reason()).startsWith("new statement 2 ends in 22P02");
    }

    private JobCheck.Result job(String... sql) {
        return JobCheck.twice(database, "job", file(List.of(sql)));
    }

    private ReaderCheck.Result readers(List<String> writes, List<String> reads) {
        return ReaderCheck.of(database, file(writes), file(reads));
    }

    private static Statements file(List<String> sql) {
        List<AppStatement> all = new ArrayList<>();
        sql.forEach(each -> all.add(AppStatement.of(Integer.toString(all.size() + 1), each)));
        return new Statements(StatementSource.FILE, "", all);
    }
}
