package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.Vectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trivy's own reports, and what they may not hide. */
class TrivyVectorsTest {
    private static final String REPORT =
            """
            {"SchemaVersion": 2, "ArtifactName": "shop.jar", "CreatedAt": "2026-11-24T11:00:00Z",
             "Results": %s}""";

    @Test
    void an_image_scan_counts_each_package_and_names_the_image() {
        Reading reading = Given.read(Vectors.read("reports", "trivy/alpine-310.json.golden"));

        Claim claim = Given.claim(reading, "vuln.scan");
        assertThat(claim.counts())
                .containsEntry("findings", 4L)
                .containsEntry("medium_open", 4L)
                .containsEntry("vulnerabilities", 2L)
                .containsEntry("critical_open", 0L);
        assertThat(claim.claimedAt()).isEqualTo("2021-08-25T12:20:30.000000005Z");
        assertThat(claim.tool().name()).isEqualTo("trivy");
        assertThat(Given.whole(reading).files().getFirst())
                .satisfies(
                        file -> {
                            assertThat(file.format()).isEqualTo(Format.TRIVY_JSON);
                            assertThat(file.problems())
                                    .singleElement()
                                    .asString()
                                    .contains(
                                            "sha256:961769676411f082461f9ef46626dd7a2d1e2b2a38e6",
                                            Given.SUBJECT.toString(),
                                            "trivy image REPOSITORY@sha256:…");
                        });
    }

    @Test
    void the_same_scan_of_a_project_gives_the_same_findings_in_both_formats() {
        Claim trivy =
                Given.claim(
                        Given.read(Vectors.read("reports", "trivy/pom.json.golden")), "vuln.scan");
        Claim cyclonedx =
                Given.claim(
                        Given.read(Vectors.read("reports", "trivy/pom-cyclonedx.json.golden")),
                        "vuln.scan");

        assertThat(trivy.counts())
                .containsEntry("findings", 2L)
                .containsEntry("critical_open", 1L)
                .containsEntry("high_open", 1L);
        assertThat(cyclonedx.counts().get("findings")).isEqualTo(trivy.counts().get("findings"));
    }

    @ParameterizedTest
    @Requirement("EVID-2")
    @ValueSource(
            strings = {
                "[]",
                "null",
                "[{\"Target\": \"k8s\", \"Class\": \"config\"}]",
                "[{\"Target\": \"id_rsa\", \"Class\": \"secret\", \"Secrets\": []}]"
            })
    void a_report_without_a_vulnerability_scan_proves_nothing(String results) {
        Claim claim = Given.claim(Given.read(REPORT.formatted(results)), "vuln.scan");

        assertThat(claim.result()).isEqualTo(ClaimResult.ERROR);
        assertThat(claim.reason()).contains("NOTHING_SCANNED");
    }

    @Test
    void a_clean_result_counts_since_something_was_scanned() {
        String clean = "[{\"Target\": \"shop.jar\", \"Class\": \"lang-pkgs\", \"Type\": \"jar\"}]";

        Claim claim = Given.claim(Given.read(REPORT.formatted(clean)), "vuln.scan");

        assertThat(claim.result()).isEqualTo(ClaimResult.INFO);
        assertThat(claim.counts()).containsEntry("findings", 0L).containsEntry("components", 1L);
    }

    @Test
    void what_the_report_suppresses_stays_open() {
        String hidden =
                """
                [{"Class": "lang-pkgs", "ExperimentalModifiedFindings": [
                  {"Type": "vulnerability", "Status": "not_affected",
                   "Finding": {"VulnerabilityID": "CVE-1", "PkgName": "a", "Severity": "CRITICAL"}}]}]""";

        Claim claim = Given.claim(Given.read(REPORT.formatted(hidden)), "vuln.scan");

        assertThat(claim.counts())
                .containsEntry("critical_open", 1L)
                .containsEntry("stated_closed", 1L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [{"Vulnerabilities": {}}]|SCHEMA_INVALID
                    [{"Vulnerabilities": [{}]}]|SCHEMA_INVALID
                    "text"|SCHEMA_INVALID
                    """)
    void a_broken_report_is_refused_by_name(String results, Refusal reason) {
        assertThat(Given.refused(Given.read(REPORT.formatted(results))).reason()).isEqualTo(reason);
    }

    @Test
    void another_schema_version_is_refused_by_name() {
        String report =
                REPORT.formatted("[]").replace("\"SchemaVersion\": 2", "\"SchemaVersion\": 1");

        assertThat(Given.refused(Given.read(report)).reason())
                .isEqualTo(Refusal.UNSUPPORTED_VERSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"ArtifactType\": \"container_image\"",
                "\"Metadata\": {\"ImageID\": \"sha256:cut\"}",
                "\"Metadata\": {\"RepoTags\": [\"shop:1\"]}",
                "\"Metadata\": {\"RepoDigests\": [\"shop@sha256:cut\"]}",
            })
    void of_an_image_without_a_digest_the_answer_says_that_only_the_submitter_binds_it(
            String member) {
        assertThat(Given.whole(Given.read(withMember(member))).files().getFirst().problems())
                .singleElement()
                .asString()
                .contains("names no digest", "only you say", "trivy image REPOSITORY@sha256:…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"ArtifactType\": \"filesystem\"",
                "\"ArtifactType\": \"cyclonedx\", \"Metadata\": {}",
            })
    void a_scan_of_files_needs_no_note(String member) {
        assertThat(Given.whole(Given.read(withMember(member))).files().getFirst().problems())
                .isEmpty();
    }

    @Test
    void a_report_by_the_registrys_digest_needs_no_note() {
        String member =
                "\"Metadata\": {\"ImageID\": \"sha256:%s\", \"RepoDigests\": [\"a@%s\"]}"
                        .formatted("0".repeat(64), Given.SUBJECT);

        assertThat(Given.whole(Given.read(withMember(member))).files().getFirst().problems())
                .isEmpty();
    }

    private static String withMember(String member) {
        return REPORT.formatted("[{\"Class\": \"os-pkgs\"}]")
                .replace("\"Results\"", member + ", \"Results\"");
    }

    @Test
    void a_report_about_another_image_is_refused() {
        String report =
                REPORT.formatted("[]")
                        .replace(
                                "\"Results\"",
                                "\"Metadata\": {\"RepoDigests\": [\"a@sha256:%s\"]}, \"Results\""
                                        .formatted("0".repeat(64)));

        assertThat(Given.refused(Given.read(report)).reason()).isEqualTo(Refusal.SUBJECT_MISMATCH);
    }

    @Test
    void a_time_ahead_of_ours_is_an_error() {
        String ahead = REPORT.formatted("[{\"Class\": \"lang-pkgs\"}]").replace("2026", "2027");

        assertThat(Given.claim(Given.read(ahead), "vuln.scan").reason()).contains("TIME_IN_FUTURE");
    }
}
