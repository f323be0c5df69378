package dev.surefoot.schema.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.proof.Outcome.Column;
import dev.surefoot.schema.proof.statement.AppStatement;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class ComparisonTest {
    @Test
    void a_column_in_another_place_breaks() {
        assertThat(words(columns("a:int4", "b:text"), columns("b:text", "a:int4")))
                .contains("columns: a moved, b moved");
        assertThat(words(columns("a:int4", "b:text"), columns("a:int4", "x:int4", "b:text")))
                .contains("columns: b moved");
    }

    @Test
    void of_two_columns_with_one_name_one_can_go() {
        assertThat(words(columns("a:int4", "a:int4"), columns("a:int4")))
                .contains("columns: a gone");
    }

    @Test
    void a_column_at_the_end_is_no_break() {
        assertThat(words(columns("a:int4"), columns("a:int4", "b:text"))).isEmpty();
    }

    @Test
    void values_that_differ_break_in_whatever_order_rows_come() {
        assertThat(words(rows("1", "2"), rows("2", "1"))).isEmpty();
        assertThat(words(rows("1", "2"), rows("1", "3"))).contains("values: differ");
        assertThat(words(rows("1", "1", "2"), rows("1", "2", "2"))).contains("values: differ");
    }

    @Test
    void values_that_differ_by_themselves_say_nothing() {
        Reference unsteady = new Reference(rows("1"), rows("2"));

        assertThat(Comparison.of(AppStatement.of("s", "SELECT now()"), unsteady, rows("3")))
                .isEmpty();
    }

    @Test
    void where_the_server_chooses_rows_their_values_say_nothing() {
        assertThat(words("SELECT a FROM t LIMIT 1", rows("1"), rows("2"))).isEmpty();
        assertThat(words("SELECT a FROM t ORDER BY a LIMIT 1", rows("1"), rows("2")))
                .contains("values: differ");
    }

    @Test
    void what_the_catalog_says_may_change() {
        assertThat(words("SELECT attname FROM pg_attribute", rows("1"), rows("1", "2"))).isEmpty();
    }

    private static Optional<String> words(Outcome before, Outcome after) {
        return words("SELECT a FROM t", before, after);
    }

    private static Optional<String> words(String sql, Outcome before, Outcome after) {
        return Comparison.of(AppStatement.of("s", sql), new Reference(before, before), after)
                .map(Break::words);
    }

    private static Outcome columns(String... columns) {
        List<Column> all =
                Arrays.stream(columns)
                        .map(each -> each.split(":"))
                        .map(each -> new Column(each[0], each[1]))
                        .toList();
        return new Outcome(Optional.empty(), all, 0, List.of());
    }

    private static Outcome rows(String... values) {
        return new Outcome(
                Optional.empty(),
                List.of(new Column("a", "int4")),
                values.length,
                Arrays.stream(values).map(each -> List.of(Optional.of(each))).toList());
    }
}
