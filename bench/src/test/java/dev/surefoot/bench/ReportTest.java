package dev.surefoot.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

class ReportTest {
    private static final Bar HELD = Bar.atMost("canary requests", "requests", 600, of(600));
    private static final Bar BROKEN = Bar.atMost("canary requests", "requests", 600, of(601));
    private static final Bar UNSEEN =
            Bar.atMost("canary requests", "requests", 600, OptionalDouble.empty());

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void says_yes_only_if_every_bar_holds() {
        assertThat(report(false).end(Map.of(), List.of(HELD))).isZero();
        assertThat(report(false).end(Map.of(), List.of(HELD, BROKEN))).isEqualTo(3);
        assertThat(report(false).end(Map.of(), List.of(HELD, UNSEEN))).isEqualTo(3);
        assertThat(report(false).end(Map.of(), List.of())).isEqualTo(3);
    }

    @Test
    void a_lower_bound_is_a_lower_bound() {
        assertThat(Bar.atLeast("good ones", "of 20", 20, of(20)).held()).isTrue();
        assertThat(Bar.atLeast("good ones", "of 20", 20, of(19)).held()).isFalse();
    }

    @Test
    void people_read_the_bar_and_what_was_seen() {
        report(false).end(Map.of(), List.of(HELD, BROKEN, UNSEEN));

        assertThat(text().lines())
                .containsExactly(
                        "",
                        "holds         canary requests: 600 requests (bar: at most 600)",
                        "DOES NOT HOLD canary requests: 601 requests (bar: at most 600)",
                        "NOT MEASURED  canary requests: - requests (bar: at most 600)");
    }

    @Test
    void programs_get_one_document_and_nothing_else() {
        Report report = report(true);

        report.line("for people");
        report.end(Map.of("bars", List.of(UNSEEN)), List.of(UNSEEN));

        assertThat(text().replaceAll("\\s", ""))
                .startsWith("{\"bars\":[{")
                .endsWith("}]}")
                .contains("\"measured\":null");
    }

    @Test
    void a_row_has_as_many_cells_as_the_table_has_columns() {
        Table table = new Table("release", "judge").row("v3 seed 1", "260");

        assertThat(table.lines()).containsExactly("release    judge", "v3 seed 1    260");
        assertThatThrownBy(() -> table.row("v3 seed 2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 cells in a table of 2 columns");
    }

    private Report report(boolean json) {
        return new Report(new PrintStream(printed, true, StandardCharsets.UTF_8), json);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static OptionalDouble of(double value) {
        return OptionalDouble.of(value);
    }
}
