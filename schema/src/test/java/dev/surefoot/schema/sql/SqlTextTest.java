package dev.surefoot.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.postgresql.core.Parser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class SqlTextTest {
    @Test
    void ends_a_statement_at_a_semicolon_and_leaves_out_empty_ones() {
        assertThat(statements(";; SELECT 1 ;\n;SELECT 2")).containsExactly("SELECT 1", "SELECT 2");
        assertThat(statements("")).isEmpty();
        assertThat(statements(" \n\t;")).isEmpty();
    }

    @Test
    void leaves_out_comments_before_between_and_behind_statements() {
        assertThat(statements("-- a; b\nSELECT 1 -- c;\n; /* d; /* e; */ f; */ SELECT 2; -- g;"))
                .containsExactly("SELECT 1", "SELECT 2");
        assertThat(statements("-- only\n/* comments; */")).isEmpty();
    }

    @Test
    void keeps_comments_inside_a_statement() {
        assertThat(statements("SELECT /* ; */ 1 -- ;\n + 2;"))
                .containsExactly("SELECT /* ; */ 1 -- ;\n + 2");
    }

    @Test
    void reads_strings_by_standard_conforming_rules() {
        assertThat(statements("SELECT 'a;''b\\'; SELECT 2")).hasSize(2);
        assertThat(statements("SELECT E'a\\';b'; SELECT 2")).hasSize(2);
        assertThat(statements("SELECT e'\\\\'; SELECT 2")).hasSize(2);
        assertThat(statements("SELECT U&'\\'; SELECT 2")).hasSize(2);
        assertThat(statements("SELECT \"a;\"\"b\"; SELECT 2")).hasSize(2);
        assertThat(statements("SELECT U&\"a;b\"; SELECT 2")).hasSize(2);
        assertThat(statements("SELECT name'x\\'; SELECT 2")).hasSize(2);
    }

    @Test
    void reads_dollar_quotes_by_their_tags() {
        assertThat(statements("DO $$ BEGIN; 'x END $$; SELECT 2")).hasSize(2);
        assertThat(statements("DO $a$ $$;$b$ $A$ $a$; SELECT 2")).hasSize(2);
        assertThat(statements("SELECT $1; SELECT $2::text")).hasSize(2);
        assertThat(statements("SELECT a$b$; SELECT c$b$")).hasSize(2);
        assertThat(statements("DO $é$;$é$; SELECT 2")).hasSize(2);
    }

    @Test
    void keeps_together_what_stands_in_parentheses() {
        assertThat(statements("CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2);"))
                .hasSize(1);
        assertThat(statements("SELECT 1); SELECT 2")).hasSize(2);
    }

    @Test
    void keeps_together_a_body_of_begin_atomic() {
        String function =
                "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1;"
                        + " SELECT CASE WHEN true THEN 2 END; END; SELECT 3";
        assertThat(statements(function)).hasSize(2);
        assertThat(statements("CREATE PROCEDURE p() BEGIN ATOMIC SELECT 1; END; SELECT 3"))
                .hasSize(2);
        assertThat(statements("BEGIN; SELECT 1; END;")).hasSize(3);
        assertThat(statements("CREATE TABLE t (a int); BEGIN; COMMIT")).hasSize(3);
    }

    @Test
    void runs_to_the_end_with_what_is_not_closed() {
        assertThat(statements("SELECT 'a; b")).containsExactly("SELECT 'a; b");
        assertThat(statements("SELECT 1 /* a; b")).containsExactly("SELECT 1");
        assertThat(statements("DO $x$ a; b")).containsExactly("DO $x$ a; b");
        assertThat(statements("SELECT E'a\\")).hasSize(1);
    }

    @Test
    void knows_what_lies_in_quotes_and_in_comments() {
        String text = "SELECT 'x' -- y\n, z";
        SqlText sql = SqlText.scan(text);

        assertThat(sql.inQuotes(text.indexOf('x'))).isTrue();
        assertThat(sql.inComment(text.indexOf('y'))).isTrue();
        assertThat(sql.inQuotes(text.indexOf('z')) || sql.inComment(text.indexOf('z'))).isFalse();
        assertThat(sql.inComment(0)).isFalse();
    }

    @Test
    void counts_lines_from_one() {
        var lines = new Lines("a\nb\r\n\nc");

        assertThat(List.of(lines.at(0), lines.at(1), lines.at(2), lines.at(5), lines.at(6)))
                .containsExactly(1, 1, 2, 3, 4);
    }

    @Test
    @Requirement("FILES-5")
    void splits_real_files_as_the_driver_does() throws Exception {
        for (Path file : RealFiles.all()) {
            String text = Files.readString(file);
            var driver =
                    Parser.parseJdbcSql(text, true, false, true, false, true).stream()
                            .filter(query -> !statements(query.nativeSql).isEmpty())
                            .toList();
            List<String> ours = statements(text);

            assertThat(ours).as(file.toString()).hasSameSizeAs(driver);
        }
    }

    private static List<String> statements(String text) {
        SqlText sql = SqlText.scan(text);
        return sql.statements().stream().map(span -> span.of(text)).toList();
    }
}
