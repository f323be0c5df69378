package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.Vectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** The examples of the in-toto specification. */
@Requirement("EVID-10")
class InTotoVectorsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "release-1",
                "release-3",
                "release-5",
                "scai-1",
                "scai-3",
                "scai-5",
                "svr-1",
                "svr-3"
            })
    void an_elided_or_upper_case_digest_refuses_the_document(String name) {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> statement(name));

        assertThat(refused.reason()).isEqualTo(Refusal.MALFORMED);
        assertThat(refused.text()).contains("subject[0]", "not lower-case hex of its length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"release-5", "scai-1", "scai-3", "scai-5", "vulns-02-1"})
    void what_is_not_json_is_refused_and_never_repaired(String name) {
        byte[] source = Vectors.read("in-toto", name + ".source.txt");
        Demand demand = Demand.of(java.util.List.of(Signing.ed25519("k").key));

        assertThat(Signing.refused(Signing.verify(source, demand)).reason())
                .isEqualTo(VerificationReason.MALFORMED);
        assertThat(Given.read(source)).isInstanceOf(Reading.Refused.class);
    }

    @Test
    void a_reference_is_kept_and_says_nothing_of_what_it_points_at() throws Exception {
        Said said = said("reference-1");

        assertThat(said.kind()).isEqualTo("opaque");
        assertThat(said.outcome().result()).isEqualTo(ClaimResult.INFO);
        assertThat(said.outcome().counts()).isEmpty();
    }

    @Test
    void a_test_result_counts_its_tests_and_is_about_source() throws Exception {
        Statement statement = statement("test-result-1");
        Said said = said("test-result-1");

        assertThat(said.outcome().result()).isEqualTo(ClaimResult.PASS);
        assertThat(said.outcome().counts())
                .containsEntry("passed", 13L)
                .containsEntry("warned", 0L)
                .containsEntry("failed", 0L);
        assertThat(statement.about(Given.SUBJECT)).isEmpty();
        assertThat(statement.sources())
                .singleElement()
                .satisfies(
                        source -> {
                            assertThat(source.commit())
                                    .isEqualTo("d20ace7968ba43c0219f62d71334c1095bab1602");
                            assertThat(source.repository())
                                    .isInstanceOf(GitSource.Parsed.Bad.class);
                        });
    }

    @Test
    void a_scan_has_its_scanners_findings_and_dates() throws Exception {
        Said said = said("vulns-02-1");

        assertThat(said.kind()).isEqualTo("vuln.scan");
        assertThat(said.tool().name()).isEqualTo("trivy");
        assertThat(said.tool().version()).isEqualTo("0.19.2");
        assertThat(said.tool().databaseAsOf()).contains(Instant.parse("2021-08-06T17:45:50.52Z"));
        assertThat(said.tool().databaseStatedBy()).isEqualTo(Optional.of("document"));
        assertThat(said.time().claimedAt()).isEqualTo("2021-08-06T17:50:50.52Z");
        assertThat(said.outcome().counts())
                .containsEntry("findings", 1L)
                .containsEntry("medium_open", 1L);
    }

    private static Said said(String name) throws RefusedException {
        return PredicateReader.read(statement(name), Given.SUBMISSION).getFirst();
    }

    private static Statement statement(String name) throws RefusedException {
        byte[] bytes = Vectors.read("in-toto", name + ".json");
        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("Statement/v1");
        return Statement.read(new Json(Limits.STANDARD).strict(bytes));
    }
}
