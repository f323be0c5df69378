package dev.surefoot.schema.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.ReadOptions;
import dev.surefoot.schema.rule.Rule;
import dev.surefoot.schema.rule.Severity;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.Vectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Real histories: every file gets a verdict. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusTest {
    private static final Set<Rule> INCOMPATIBLE =
            EnumSet.of(Rule.C01, Rule.C02, Rule.C03, Rule.C04, Rule.C05, Rule.C06, Rule.C07);

    private final Shadow shadow = Shadow.startForgetful(new ShadowSource.Bundled(), Map.of());

    @AfterAll
    void stop() {
        shadow.close();
    }

    @Test
    @Requirement("SCHEMA-CHECK-9")
    void every_file_of_crates_io_gets_a_verdict() throws Exception {
        CheckReport report = check(CheckRequest.of(Vectors.set("migrations").resolve("crates.io")));

        assertThat(report.layout()).isEqualTo(Layout.DIESEL);
        assertThat(report.files()).hasSize(285);
        assertThat(refused(report)).isEmpty();
        // 54 by another's comparison of catalogs, whose terms are not known; see decision 16.
        assertThat(incompatible(report)).hasSizeBetween(50, 54);
    }

    @Test
    @Requirement("SCHEMA-CHECK-9")
    void every_file_of_supabase_auth_gets_a_verdict() throws Exception {
        CheckReport report =
                check(
                        CheckRequest.of(Vectors.set("migrations").resolve("supabase-auth"))
                                .with(
                                        ReadOptions.plain()
                                                .withPlaceholders(Map.of("Namespace", "auth"))));

        assertThat(report.files()).hasSize(70);
        assertThat(refused(report)).isEmpty();
        assertThat(incompatible(report)).hasSize(10);
    }

    private CheckReport check(CheckRequest request) throws Exception {
        return SchemaCheck.run(shadow, request, Progress.NONE);
    }

    private static List<String> refused(CheckReport report) {
        return report.findings().stream()
                .filter(it -> it.rule() == Rule.S01)
                .map(it -> it.path() + ": " + it.what())
                .toList();
    }

    private static Set<String> incompatible(CheckReport report) {
        return report.findings().stream()
                .filter(it -> INCOMPATIBLE.contains(it.rule()))
                .filter(it -> it.severity().compareTo(Severity.WARN) <= 0)
                .map(CheckReport.Found::path)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
