package dev.surefoot.schema.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.LockMode;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.ReadOptions;
import dev.surefoot.schema.migration.SchemaDirectory;
import dev.surefoot.schema.migration.UnreadableMigrations;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.Vectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Whole histories of real projects, measured on empty tables. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoriesTest {
    private final Shadow shadow =
            Shadow.startForgetful(
                    source(), Map.of("TimeZone", "UTC", "search_path", "auth, public"));

    ShadowSource source() {
        return new ShadowSource.Bundled();
    }

    @AfterAll
    void stop() {
        shadow.close();
    }

    @Test
    @Requirement("SCHEMA-FACTS-2")
    void all_of_crates_io_applies_and_its_facts_are_those_that_others_counted() throws Exception {
        List<MeasuredFile> files = measure("crates.io", "", Map.of());

        assertThat(files).hasSize(285).allMatch(MeasuredFile::applied);
        assertThat(files.stream().mapToInt(file -> file.statements().size()).sum()).isEqualTo(620);
        assertThat(paths(files, HistoriesTest::rewrites)).hasSize(8);
        assertThat(paths(files, HistoriesTest::scans).size()).isCloseTo(115, within(5));
        assertThat(paths(files, HistoriesTest::blocks)).hasSize(157);
        assertThat(
                        files.stream()
                                .flatMap(file -> file.statements().stream())
                                .filter(each -> !each.transactional()))
                .isNotEmpty();
    }

    @Test
    @Requirement("SCHEMA-FACTS-2")
    void all_of_supabase_auth_applies_and_its_facts_are_those_that_others_counted()
            throws Exception {
        List<MeasuredFile> files =
                measure("supabase-auth", "create schema auth", Map.of("Namespace", "auth"));

        assertThat(files).hasSize(70).allMatch(MeasuredFile::applied);
        assertThat(files.stream().mapToInt(file -> file.statements().size()).sum()).isEqualTo(205);
        assertThat(paths(files, HistoriesTest::rewrites)).hasSize(3);
        assertThat(paths(files, HistoriesTest::scans).size()).isCloseTo(29, within(1));
        assertThat(paths(files, HistoriesTest::blocks)).hasSize(44);
    }

    private List<MeasuredFile> measure(
            String folder, String before, Map<String, String> placeholders)
            throws UnreadableMigrations, SQLException {
        MigrationSet set =
                SchemaDirectory.read(
                        Vectors.set("migrations").resolve(folder),
                        ReadOptions.plain().withPlaceholders(placeholders));
        List<MeasuredFile> measured = new ArrayList<>();
        try (ShadowDatabase database = shadow.create()) {
            try (Connection connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute(before);
            }
            try (Measurer measurer = Measurer.on(database, set.layout())) {
                set.files().forEach(file -> measured.add(measurer.measure(file)));
            }
        }
        return measured;
    }

    private static boolean rewrites(Fact fact) {
        return fact instanceof Fact.Rewritten rewritten
                && !rewritten.emptied()
                && rewritten.kind() == ObjectKind.TABLE;
    }

    private static boolean scans(Fact fact) {
        return fact instanceof Fact.Scanned;
    }

    private static boolean blocks(Fact fact) {
        return fact instanceof Fact.LockTaken lock
                && lock.mode() == LockMode.ACCESS_EXCLUSIVE
                && lock.kind().relation();
    }

    private static List<String> paths(List<MeasuredFile> files, Predicate<Fact> test) {
        return files.stream()
                .filter(file -> file.facts().stream().anyMatch(test))
                .map(file -> file.file().path())
                .toList();
    }
}
