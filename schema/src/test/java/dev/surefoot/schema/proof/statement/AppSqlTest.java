package dev.surefoot.schema.proof.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class AppSqlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 1|READ",
                "/* a; b */ /* c */ select 1|READ",
                "WITH a AS (SELECT 1) SELECT * FROM a|READ",
                "WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a|WRITE",
                "(SELECT 1) UNION SELECT 2|READ",
                "insert into t values (1)|WRITE",
                "CALL p(1)|WRITE",
                "TRUNCATE t|WRITE",
                "COPY t FROM STDIN|COPY",
                "BEGIN|TRANSACTION",
                "START TRANSACTION READ ONLY|TRANSACTION",
                "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE|TRANSACTION",
                "PREPARE TRANSACTION 'a'|TRANSACTION",
                "SET search_path = a|SESSION",
                "SET SESSION search_path = a|SESSION",
                "CREATE TEMP TABLE a (b int)|SESSION",
                "SELECT 1 INTO TEMP a|SESSION",
                "DISCARD ALL|IDENTITY",
                "RESET ALL|IDENTITY",
                "SET SESSION AUTHORIZATION bob|IDENTITY",
                "SET LOCAL SESSION AUTHORIZATION bob|IDENTITY",
                "CREATE TABLE a (b int)|SCHEMA",
                "SELECT 1 INTO a|SCHEMA",
                "VACUUM|SCHEMA",
                "frobnicate|SCHEMA"
            })
    void a_statement_has_its_kind(String sql, SqlKind kind) {
        assertThat(SqlKind.of(sql)).isEqualTo(kind);
    }

    @Test
    void statements_end_at_semicolons_outside_of_quotes_and_comments() {
        assertThat(AppSql.split("SELECT ';', \";\", $a$;$a$ -- ;\n; /* ; */ ; SELECT E'\\';' ;"))
                .containsExactly("SELECT ';', \";\", $a$;$a$", "SELECT E'\\';'");
    }

    @Test
    void placeholders_are_not_those_in_quotes() {
        assertThat(AppSql.placeholders("SELECT $2, '$7', \"$8\", $$ $9 $$ -- $5")).isEqualTo(2);
        assertThat(AppSql.placeholders("SELECT a$1 FROM t")).isZero();
    }

    @Test
    void values_take_the_places_of_placeholders() {
        assertThat(
                        AppSql.filled(
                                "CALL p($2, '$1', $1)",
                                List.of(Parameter.of("it's"), Parameter.none())))
                .isEqualTo("CALL p(NULL, '$1', 'it''s')");
    }

    @ParameterizedTest
    @CsvSource({
        "SELECT relname FROM pg_class, true",
        "SELECT * FROM information_schema.columns, true",
        "SELECT pg_advisory_lock(1), false",
        "SELECT page_class FROM pg_classes, false"
    })
    void questions_about_the_catalog_are_known(String sql, boolean asks) {
        assertThat(AppSql.asksCatalog(sql)).isEqualTo(asks);
    }

    @Test
    void columns_behind_placeholders_are_found_where_the_text_shows_them() {
        assertThat(
                        ComparedColumns.of(
                                "UPDATE t SET name = $1 WHERE t.\"Id\" = ANY ($2) AND $3 < age"
                                        + " AND mail ILIKE $4 AND lower($5) = x AND k IN ($6)"))
                .isEqualTo(Map.of(1, "name", 2, "Id", 3, "age", 4, "mail", 6, "k"));
        assertThat(ComparedColumns.of("INSERT INTO s.t (a, b, c) VALUES ($2, now(), lower($1))"))
                .isEqualTo(Map.of(1, "c", 2, "a"));
    }
}
