package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.Vectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;

/** Holds the reader against the specification's own test documents and those of two scanners. */
class CycloneDxVectorsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "invalid-bomformat-1.6.json, SCHEMA_INVALID, bomFormat",
        "invalid-component-type-1.5.xml, SCHEMA_INVALID, foo",
        "invalid-dependency-1.6.xml, SCHEMA_INVALID, ref",
        "invalid-hash-sha256-1.5.xml, SCHEMA_INVALID, foo",
        "invalid-hash-sha256-1.6.json, SCHEMA_INVALID, hashes",
        "invalid-metadata-timestamp-1.6.xml, SCHEMA_INVALID, dateTime",
        "invalid-missing-component-type-1.6.json, SCHEMA_INVALID, type",
        "invalid-namespace-1.6.xml, UNSUPPORTED_VERSION, bom/12",
        "invalid-serialnumber-1.5.json, SCHEMA_INVALID, serialNumber",
    })
    void refuses_what_the_specification_calls_invalid(String file, Refusal reason, String seen) {
        byte[] bytes = Vectors.read("reports", "cyclonedx/" + file);

        Reading.Refused refused = Given.refused(Given.read(bytes));

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.message()).contains(seen);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "cyclonedx/valid-bom-1.5.json, 2",
        "cyclonedx/valid-bom-1.6.xml, 3",
        "cyclonedx/valid-component-hashes-1.5.xml, 1",
        "cyclonedx/valid-component-hashes-1.6.json, 1",
        "cyclonedx/valid-dependency-1.6.json, 3",
        "cyclonedx/valid-external-elements-1.6.xml, 1",
        "cyclonedx/valid-minimal-viable-1.5.xml, 1",
        "cyclonedx/valid-minimal-viable-1.6.json, 1",
        "cyclonedx/valid-vulnerability-1.5.xml, 1",
        "cyclonedx/valid-vulnerability-1.6.json, 1",
        "grype/cyclonedx-TestCycloneDxPresenterDir.golden, 2",
        "trivy/pom-cyclonedx.json.golden, 3",
    })
    void accepts_what_the_specification_calls_valid(String file, long components) {
        byte[] bytes = Vectors.read("reports", file);
        Digest subject = stated(file);

        Claim claim = Given.claim(read(bytes, subject), "sbom");

        assertThat(claim.result()).isEqualTo(ClaimResult.INFO);
        assertThat(claim.counts()).containsEntry("components", components);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "cyclonedx/valid-vulnerability-1.5.xml, 1, 1, 0, 0",
        "cyclonedx/valid-vulnerability-1.6.json, 1, 1, 0, 0",
        "grype/cyclonedx-TestCycloneDxPresenterDir.golden, 2, 1, 0, 1",
        "trivy/pom-cyclonedx.json.golden, 2, 1, 1, 0",
    })
    void counts_the_findings_of_a_scan(
            String file, long findings, long critical, long high, long low) {
        byte[] bytes = Vectors.read("reports", file);

        Claim claim = Given.claim(Given.read(bytes), "vuln.scan");

        assertThat(claim.result()).isEqualTo(ClaimResult.INFO);
        assertThat(claim.counts())
                .containsEntry("findings", findings)
                .containsEntry("vulnerabilities", findings)
                .containsEntry("critical", critical)
                .containsEntry("high", high)
                .containsEntry("low", low)
                .containsEntry("critical_open", critical)
                .containsEntry("medium", 0L)
                .containsEntry("unknown", 0L);
    }

    @Test
    @Requirement("EVID-2")
    void a_document_without_components_proves_nothing() {
        byte[] bytes = Vectors.read("reports", "cyclonedx/valid-metadata-timestamp-1.6.json");

        Reading.Read read = Given.whole(Given.read(bytes));

        assertThat(read.claims())
                .isNotEmpty()
                .allSatisfy(c -> assertThat(c.result()).isEqualTo(ClaimResult.ERROR));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "trivy/alpine-310.sarif.golden, SARIF",
        "trivy/alpine-310.gitlab.golden, GitLab",
        "trivy/alpine-310.gsbom.golden, GitHub dependency snapshot",
        "grype/json-TestEmptyJsonPresenter.golden, Grype JSON",
        "grype/json-TestJsonImgsPresenter.golden, Grype JSON",
        "grype/sarif-TestSarifPresenter_image.golden, SARIF",
        "osv-scanner/results-empty.json, OSV-Scanner",
        "spdx/example1.spdx, SPDX",
        "spdx/examplemaven-0.0.1.spdx.json, SPDX",
        "spdx/examplemaven-0.0.1.spdx3.json, SPDX",
        "chainloop/jacoco.xml, JaCoCo",
        "chainloop/cobertura.xml, Cobertura",
        "chainloop/openvex_v0.2.0.json, OpenVEX",
        "chainloop/checkmarx.sarif, SARIF",
        "sarif/NonErrorResults.sarif, SARIF",
    })
    @Requirement("EVID-3")
    void refuses_a_format_that_is_not_read_yet_by_name(String file, String format) {
        byte[] bytes = Vectors.read("reports", file);

        Reading.Refused refused = Given.refused(Given.read(bytes));

        assertThat(refused.reason()).isEqualTo(Refusal.UNKNOWN_FORMAT);
        assertThat(refused.message()).contains(format);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "trivy/pom-cyclonedx.json.golden",
        "cyclonedx/valid-vulnerability-1.5.xml",
        "cyclonedx/valid-bom-1.6.xml",
    })
    @Requirement("EVID-7")
    void a_document_cut_at_every_97th_byte_is_refused(String file) {
        byte[] bytes = Vectors.read("reports", file);
        int whole = bytes.length;
        while (bytes[whole - 1] <= ' ') {
            whole--;
        }

        for (int length = 0; length < whole; length += 97) {
            assertThat(Given.read(Arrays.copyOf(bytes, length)))
                    .as("cut at %d of %d", length, whole)
                    .isInstanceOf(Reading.Refused.class);
        }
    }

    @Test
    void the_tables_name_every_file_of_the_folder() throws IOException {
        try (var files = Files.list(Vectors.set("reports").resolve("cyclonedx"))) {
            assertThat(files).hasSize(20);
        }
    }

    private static Reading read(byte[] bytes, Digest subject) {
        Submission s = Given.SUBMISSION;
        return new EvidenceReader()
                .read(
                        java.util.List.of(new EvidenceFile("f", bytes)),
                        new Submission(
                                subject,
                                s.subjectName(),
                                s.submitter(),
                                s.trust(),
                                s.suite(),
                                s.databaseAsOf(),
                                s.receivedAt()));
    }

    /** None of these documents names the digest of what it describes, so any subject will do. */
    private static Digest stated(String file) {
        return Digest.sha256(file.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
