package dev.surefoot.schema.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.ReadOptions;
import dev.surefoot.schema.migration.SchemaDirectory;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.Vectors;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** 285 real pairs, against what dumps before and after said of them. */
class CratesIoTest {

    @Test
    @Requirement("REHEARSE-2")
    void the_inverses_that_fail_and_those_that_leave_another_catalog_are_found_and_no_others()
            throws Exception {
        MigrationSet set =
                SchemaDirectory.read(
                        Vectors.set("migrations").resolve("crates.io"), ReadOptions.plain());

        List<Rehearsed> all;
        try (Shadow shadow = Shadow.startForgetful(new ShadowSource.Bundled(), Map.of())) {
            all = new Rehearsal(shadow, RehearsalRequest.withRows(0)).all(set);
        }

        Map<String, String> found = new TreeMap<>();
        all.forEach(each -> found.put(each.path().replaceFirst("/up.sql$", ""), word(each)));
        assertThat(found).containsExactlyInAnyOrderEntriesOf(expected());
    }

    private static String word(Rehearsed rehearsed) {
        return switch (rehearsed.outcome()) {
            case Outcome.Equal() -> "same";
            case Outcome.OrderOnly(var notes) -> "same";
            case Outcome.Different(var differences) -> "differs";
            case Outcome.Failed failed -> "fails";
            case Outcome.RowsChanged rows -> "rows";
            case Outcome.NoInverse() -> "none";
            case Outcome.NotApplied(var error, int line) -> "up fails: " + error;
            case Outcome.NotReached(String after) -> "not reached";
        };
    }

    private static Map<String, String> expected() {
        String tsv =
                new String(
                        Vectors.read("migrations", "crates.io.expected.tsv"),
                        StandardCharsets.UTF_8);
        return tsv.lines()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .collect(
                        Collectors.toMap(
                                row -> row[0],
                                row ->
                                        row[2].equals("fails")
                                                ? "fails"
                                                : row[3].equals("differs") ? "differs" : "same"));
    }
}
