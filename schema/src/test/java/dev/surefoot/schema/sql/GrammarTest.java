package dev.surefoot.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.surefoot.schema.sql.ParameterColumn.Table;
import dev.surefoot.schema.sql.ParameterColumn.Use;
import dev.surefoot.schema.sql.SqlParser.Split;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

class GrammarTest {
    private static Grammar grammar;

    @BeforeAll
    static void find() {
        var found = Grammar.find();
        if (System.getenv("CI") != null) {
            assertThat(found).as("built without the grammar: install the package npm").isPresent();
        }
        assumeTrue(found.isPresent(), "built without the grammar: install the package npm");
        grammar = found.orElseThrow();
    }

    @Test
    void splits_with_positions_in_a_text_that_is_not_ascii() {
        String text = "-- é€𝄞\nSELECT 'é€𝄞' ; /* 𝄞 */ SELECT 2 -- é\n;; SELECT 3 /* end */";

        assertThat(statements(text)).containsExactly("SELECT 'é€𝄞'", "SELECT 2", "SELECT 3");
    }

    @Test
    void keeps_a_body_of_begin_atomic_together() {
        String text = "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END; SELECT 2";

        assertThat(statements(text)).hasSize(2).last().isEqualTo("SELECT 2");
    }

    @Test
    @Requirement("FILES-5")
    void says_where_it_stumbles_in_units_of_the_text() {
        String text = "SELECT '𝄞é'; SELECT 1 fro x";

        assertThat(grammar.split(text))
                .isEqualTo(
                        new Split.Unreadable(
                                text.lastIndexOf('x'), "syntax error at or near \"x\""));
    }

    @Test
    void goes_on_after_texts_that_exhaust_it() {
        String deep = "SELECT " + "(".repeat(50_000) + "1" + ")".repeat(50_000);

        assertThat(grammar.split(deep)).isInstanceOf(Split.Unreadable.class);
        assertThat(grammar.split("x".repeat(Grammar.MAX_LENGTH + 1)))
                .isInstanceOf(Split.Unreadable.class);
        assertThat(statements("SELECT 1")).containsExactly("SELECT 1");
    }

    @Test
    void serves_many_threads() throws Exception {
        var tasks = new ArrayList<Callable<List<String>>>();
        for (int i = 0; i < 40; i++) {
            String select = "SELECT " + i;
            tasks.add(() -> statements(select + "; " + select));
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            int i = 0;
            for (var answer : threads.invokeAll(tasks)) {
                assertThat(answer.get()).containsExactly("SELECT " + i, "SELECT " + i++);
            }
        }
    }

    @Test
    @Requirement("FILES-5")
    void agrees_with_the_scanner_on_real_files() throws Exception {
        int unreadable = 0;
        for (Path file : RealFiles.all()) {
            String text = Files.readString(file).replaceAll("\\{\\{.*?\\}\\}", "auth");
            switch (grammar.split(text)) {
                case Split.Statements(List<Span> spans) ->
                        assertThat(spans)
                                .as(file.toString())
                                .isEqualTo(SqlText.scan(text).statements());
                case Split.Unreadable _ -> unreadable++;
            }
        }
        assertThat(unreadable).as("files with a mistake: one lacks a semicolon").isEqualTo(1);
    }

    @Test
    void finds_the_columns_behind_parameters() {
        assertThat(grammar.parameterColumns("SELECT * FROM app.users u WHERE u.id = $1::bigint"))
                .containsExactly(column(1, new Table("app", "users"), "id", Use.COMPARED));
        assertThat(grammar.parameterColumns("DELETE FROM a WHERE b = ANY ($1) AND $2 < c"))
                .containsExactly(
                        column(1, new Table("", "a"), "b", Use.COMPARED_WITH_ELEMENTS),
                        column(2, new Table("", "a"), "c", Use.COMPARED));
        assertThat(grammar.parameterColumns("SELECT 1 FROM a WHERE b IN ($1, $2)")).hasSize(2);
        assertThat(grammar.parameterColumns("SELECT 1 FROM a WHERE b BETWEEN $1 AND $2"))
                .hasSize(2);
    }

    @Test
    void finds_the_columns_that_are_written() {
        Table table = new Table("", "a");
        assertThat(grammar.parameterColumns("INSERT INTO a (b, c) VALUES ($1, now()), ($3, $2)"))
                .containsExactly(
                        column(1, table, "b", Use.WRITTEN),
                        column(2, table, "c", Use.WRITTEN),
                        column(3, table, "b", Use.WRITTEN));
        assertThat(grammar.parameterColumns("UPDATE a AS x SET b = $1 WHERE x.c = $2"))
                .containsExactly(
                        column(1, table, "b", Use.WRITTEN), column(2, table, "c", Use.COMPARED));
    }

    @Test
    void a_column_without_a_table_may_lie_in_any_table_around_but_not_in_a_with_query() {
        var found =
                grammar.parameterColumns(
                        "WITH w AS (SELECT 1) SELECT 1 FROM a JOIN b USING (i), w WHERE x = $1"
                                + " UNION SELECT 2 FROM c WHERE y = $2");

        assertThat(found)
                .containsExactly(
                        new ParameterColumn(
                                1,
                                List.of(new Table("", "a"), new Table("", "b")),
                                "x",
                                Use.COMPARED),
                        column(2, new Table("", "c"), "y", Use.COMPARED));
    }

    @Test
    void finds_nothing_in_what_it_cannot_read() {
        assertThat(grammar.parameterColumns("SELEC $1")).isEmpty();
        assertThat(grammar.parameterColumns("SELECT $1")).isEmpty();
    }

    private static ParameterColumn column(int number, Table table, String name, Use use) {
        return new ParameterColumn(number, List.of(table), name, use);
    }

    private static List<String> statements(String text) {
        return switch (grammar.split(text)) {
            case Split.Statements(List<Span> spans) ->
                    spans.stream().map(span -> span.of(text)).toList();
            case Split.Unreadable(int offset, String message) ->
                    throw new AssertionError(message + " at " + offset);
        };
    }
}
