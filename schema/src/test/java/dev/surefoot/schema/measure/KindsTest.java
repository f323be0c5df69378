package dev.surefoot.schema.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.LockMode;
import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.MigrationFile.Wrapping;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.Vectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Every kind of statement that was measured by others, measured by us on 200,000 rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KindsTest {
    private final Shadow shadow =
            Shadow.startForgetful(source(), Map.of("TimeZone", "UTC", "search_path", "s"));
    private final ShadowDatabase template = shadow.create();

    ShadowSource source() {
        return new ShadowSource.Bundled();
    }

    @BeforeAll
    void fill() throws SQLException {
        try (Connection connection = template.connectForScripts();
                var statement = connection.createStatement()) {
            statement.execute(text("kinds.setup.sql"));
        }
    }

    @AfterAll
    void stop() {
        shadow.close();
    }

    @TestFactory
    @Requirement("SCHEMA-FACTS-1")
    Stream<DynamicTest> a_statement_does_what_others_have_measured() {
        List<String> lines = text("kinds.tsv").lines().toList();
        assertThat(lines).hasSize(47);
        List<String> header = cells(lines.getFirst());
        return lines.stream()
                .skip(1)
                .map(line -> Row.of(header, cells(line)))
                .map(row -> DynamicTest.dynamicTest(row.get("id"), () -> check(row)));
    }

    private void check(Row row) {
        try (ShadowDatabase copy = shadow.copyOf(template);
                Measurer measurer = Measurer.on(copy, Layout.PLAIN)) {
            if (!row.get("setup").equals("-")) {
                MeasuredFile setup =
                        measurer.measure(Files.of("setup", Wrapping.STATEMENT, row.get("setup")));
                assertThat(setup.error()).isEmpty();
            }

            MeasuredFile file =
                    measurer.measure(
                            Files.of(
                                    row.get("id"),
                                    Wrapping.FILE,
                                    "set timezone = '" + row.get("timezone") + "'",
                                    row.get("statement")));

            MeasuredStatement measured = file.statements().getLast();
            assertThat(measured.error().map(error -> error.sqlState()).orElse("00000"))
                    .isEqualTo(row.get("sqlstate"));
            assertThat(measured.transactional()).isEqualTo(row.get("transactional").equals("yes"));
            if (file.applied()) {
                compare(row, measured);
            }
        }
    }

    private static void compare(Row row, MeasuredStatement measured) {
        // The planner chooses how a foreign key is validated, and servers since 17.6 or so look at
        // the referenced index under a lock of a reader.
        boolean planned = row.get("id").contains("foreign-key");
        boolean sampled = !measured.transactional();
        List<String> locks = Shown.locks(measured);
        if (planned) {
            assertThat(tables(locks)).isEqualTo(tables(words(row.get("all_locks"), " ")));
        } else {
            assertThat(locks).isEqualTo(words(row.get("all_locks"), " "));
        }
        assertThat(measured.facts(Fact.LockTaken.class))
                .allSatisfy(lock -> assertThat(lock.sampled()).isEqualTo(sampled));
        assertThat(
                        measured.facts(Fact.LockTaken.class).stream()
                                .filter(lock -> lock.relation().equals("s." + row.get("relation")))
                                .map(Fact.LockTaken::mode)
                                .map(LockMode::word)
                                .findFirst()
                                .orElse("none"))
                .isEqualTo(row.get("lock"));
        assertThat(Shown.rewrite(measured)).isEqualTo(row.get("rewrite"));
        assertThat(Shown.newFiles(measured)).isEqualTo(words(row.get("new_files"), " "));
        assertThat(Shown.events(measured)).isEqualTo(row.get("table_rewrite_event"));
        assertThat(Shown.scans(measured)).isEqualTo(row.get("scan"));
        if (!row.get("tuples_read").contains("+2 by index")) {
            assertThat(Shown.read(measured)).isEqualTo(row.get("tuples_read"));
        }
        assertThat(Shown.written(measured)).isEqualTo(row.get("rows_written"));
        assertThat(Shown.dropped(measured)).isEqualTo(words(row.get("dropped"), "; "));
        assertThat(Shown.changed(measured)).isEqualTo(words(row.get("changed"), "; "));
    }

    private static List<String> tables(List<String> locks) {
        return locks.stream()
                .filter(each -> !each.contains("_pkey=") && !each.contains("_idx="))
                .toList();
    }

    private static List<String> words(String text, String separator) {
        return text.equals("-")
                ? List.of()
                : Arrays.stream(text.split(separator, -1)).sorted().toList();
    }

    /** A line of the table, by the names of its columns. */
    private record Row(Map<String, String> cells) {
        static Row of(List<String> header, List<String> line) {
            Map<String, String> cells = new HashMap<>();
            for (int i = 0; i < header.size(); i++) {
                cells.put(header.get(i), line.get(i));
            }
            return new Row(cells);
        }

        String get(String column) {
            return Objects.requireNonNull(cells.get(column), column);
        }
    }

    private static List<String> cells(String line) {
        return List.of(line.split("\t", -1));
    }

    private static String text(String file) {
        return new String(Vectors.read("schema", file), StandardCharsets.UTF_8);
    }
}
