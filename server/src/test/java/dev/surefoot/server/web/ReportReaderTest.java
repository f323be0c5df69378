package dev.surefoot.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.schema.SchemaRows;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ReportReaderTest {
    @Test
    @Requirement("WEB-7")
    void findings_come_gravest_first_with_what_to_write_instead() {
        TrialReport report = ReportReader.read(SchemaRows.REPORT);

        assertThat(report.findings())
                .extracting(TrialReport.Found::severity)
                .containsExactly("Stands against it", "To be known");
        TrialReport.Found last = report.findings().getLast();
        assertThat(last.where()).isEqualTo("V14__drop_name.sql, line 2");
        assertThat(last.lines()).contains("Whom: all readers", "For how long: 1.5 to 9 s");
        assertThat(last.instead()).isEqualTo("ALTER TABLE customers\n  DROP COLUMN name;");
        assertThat(report.notes()).hasSize(1);
        assertThat(report.runs()).containsOnlyKeys("OLD EXPANDED");
    }

    @Test
    @Requirement("WEB-7")
    void locks_say_who_waits_and_what_was_not_measured_is_no_silence() {
        TrialReport report = ReportReader.read(SchemaRows.REPORT);

        assertThat(report.unfelt()).isEqualTo(1);
        assertThat(report.measured()).hasSize(4);
        assertThat(report.measured().get(1).locks())
                .containsExactly(
                        new TrialReport.Lock(
                                "public.customers",
                                "row exclusive",
                                "neither reads nor writes wait"));
        TrialReport.Measured drop = report.measured().get(2);
        assertThat(drop.effects()).first().isEqualTo("rewrites public.customers");
        assertThat(drop.stall())
                .containsExactly("readers 1,550–9,300 ms", "writers 12 ms", "at 1,000,000 rows");
        assertThat(report.measured().getLast().known()).isFalse();
    }

    @Test
    @Requirement("WEB-7")
    void a_report_of_another_form_shows_what_it_has() {
        assertThat(ReportReader.read("no JSON").made()).isFalse();
        for (String odd :
                List.of(
                        "{}",
                        "[]",
                        "null",
                        "7",
                        "{\"files\": 1, \"findings\": {\"a\": []}, \"cells\": \"x\"}",
                        "{\"files\": [1, {\"statements\": [null, {\"facts\": []}]}]}")) {
            TrialReport report = ReportReader.read(odd);
            assertThat(report.shadow()).as(odd).contains("unknown version");
            assertThat(report.measured()).allSatisfy(it -> assertThat(it.known()).isFalse());
        }
        TrialReport bare =
                ReportReader.read(
                        """
                        {"files": [{"path": "a.sql", "statements": [{"line": 4,
                          "facts": {"locks": ["SHARE"], "scans": [{"table": "t"}]},
                          "error": {"sqlState": "42P01", "message": "no such table"}}]}]}
                        """);
        TrialReport.Measured it = bare.measured().getFirst();
        assertThat(it.where()).isEqualTo("a.sql, line 4");
        assertThat(it.locks()).containsExactly(new TrialReport.Lock("", "share", "writes wait"));
        assertThat(it.effects()).containsExactly("reads all of {\"table\":\"t\"}");
        assertThat(it.error()).isEqualTo("no such table (SQLSTATE 42P01)");
    }

    @Test
    void a_large_report_is_shown_in_part_and_says_so() {
        String statements =
                IntStream.range(0, 1_000)
                        .mapToObj(
                                it ->
                                        "{\"line\": %d, \"facts\": {\"scans\": [\"t\"]}}"
                                                .formatted(it))
                        .collect(Collectors.joining(","));

        TrialReport report =
                ReportReader.read("{\"files\": [{\"statements\": [" + statements + "]}]}");

        assertThat(report.measured()).hasSize(200);
        assertThat(report.more()).isEqualTo(800);
    }
}
