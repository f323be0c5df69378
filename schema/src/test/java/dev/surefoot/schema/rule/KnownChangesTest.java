package dev.surefoot.schema.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Vectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules that others say apply to breaks and to additive changes are those that are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnownChangesTest {
    private final Shadow shadow =
            Shadow.startForgetful(new ShadowSource.Bundled(), Map.of("search_path", "s"));

    @TempDir Path folder = Path.of("");

    @AfterAll
    void stop() {
        shadow.close();
    }

    @TestFactory
    Stream<DynamicTest> each_change_meets_its_rules_and_no_other() {
        // Roles are the server's, and every case has a database of its own.
        String setup =
                text("breaks.setup.sql")
                        .replaceFirst(
                                "(?i)(create role app_old[^;]*);",
                                "DO 'BEGIN IF to_regrole(''app_old'') IS NULL THEN $1; END IF; END';");
        List<String> lines = text("breaks.tsv").lines().toList();
        List<String> header = List.of(lines.getFirst().split("\t", -1));
        return lines.stream()
                .skip(1)
                .map(
                        line -> {
                            Map<String, String> row = new HashMap<>();
                            String[] cells = line.split("\t", -1);
                            for (int i = 0; i < header.size(); i++) {
                                row.put(header.get(i), cells[i]);
                            }
                            return DynamicTest.dynamicTest(
                                    Objects.requireNonNull(row.get("id")), () -> check(setup, row));
                        });
    }

    private void check(String setup, Map<String, String> row) {
        String before =
                Objects.requireNonNull(row.get("setup")).equals("-")
                        ? ""
                        : Objects.requireNonNull(row.get("setup"));
        try (Sandbox sandbox = new Sandbox(shadow, folder, setup + ";\n" + before)) {
            Judged judged =
                    sandbox.judge(Objects.requireNonNull(row.get("migration")), Sandbox.unknown());

            Set<String> told =
                    judged.findings().stream()
                            .filter(it -> it.severity() != Severity.NOTE)
                            .map(it -> it.rule().name())
                            .collect(Collectors.toCollection(TreeSet::new));
            Set<String> applies =
                    new TreeSet<>(
                            Arrays.asList(Objects.requireNonNull(row.get("rules")).split(" ")));
            boolean breaks = Objects.requireNonNull(row.get("expected")).equals("break");
            if (breaks) {
                assertThat(told).containsAll(applies);
                assertThat(judged.severity()).isLessThanOrEqualTo(Severity.INCONCLUSIVE);
            } else {
                // A cost is none of this table's business, nor is what was not executed.
                told.removeIf(it -> it.startsWith("L") && !applies.contains(it));
                told.removeAll(Set.of("C08", "C07"));
                assertThat(applies).containsAll(told);
                assertThat(judged.findings())
                        .noneMatch(
                                it ->
                                        it.severity() == Severity.BLOCK
                                                && it.rule().name().startsWith("C"));
            }
        }
    }

    private static String text(String file) {
        return new String(Vectors.read("schema", file), StandardCharsets.UTF_8);
    }
}
