package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How signed statements become claims about an artifact. */
class SignedClaimsTest {
    private static final Signing CI = Signing.ed25519("ci");
    private static final String COMMIT = "d20ace7968ba43c0219f62d71334c1095bab1602";
    private static final String TESTS = "https://in-toto.io/attestation/test-result/v0.1";
    private static final String PASSED = "{\"result\":\"PASSED\",\"passedTests\":[\"a\",\"b\"]}";
    private static final String PROVENANCE =
            """
            {"buildDefinition":{"buildType":"https://ci.example/build/v1",
             "externalParameters":{"source":"git+https://git.example/shop.git@refs/heads/main"},
             "resolvedDependencies":[{"uri":"git+https://git.example/shop@refs/heads/main",
              "digest":{"gitCommit":"%s"}},{"uri":"pkg:maven/a/b@1","digest":{"sha1":"%s"}}]},
             "runDetails":{"builder":{"id":"https://ci.example/builder"},
              "metadata":{"invocationId":"17","finishedOn":"2026-11-24T11:00:00Z"}}}"""
                    .formatted(COMMIT, "0".repeat(40));

    @Test
    @Requirement("EVID-13")
    void a_signed_statement_carries_its_signer() {
        Claim claim = Given.claim(read(provenance()), "build.provenance");

        assertThat(claim.trust()).isEqualTo(Trust.SIGNED_VERIFIED);
        assertThat(claim.signer()).contains("key:" + CI.key.fingerprint());
        assertThat(claim.submitter()).isEqualTo("ci");
        assertThat(claim.claimedAt()).isEqualTo("2026-11-24T11:00:00Z");
        assertThat(claim.tool().name()).isEqualTo("https://ci.example/builder");
        assertThat(claim.labels())
                .containsEntry("builder", "https://ci.example/builder")
                .containsEntry("repository", "https://git.example/shop")
                .containsEntry("ref", "refs/heads/main")
                .containsEntry("commit", COMMIT);
    }

    @Test
    @Requirement("EVID-13")
    void what_nobody_trusted_signed_refuses_the_submission_by_name() {
        String forged = Signing.ed25519("forger").envelope(statement());

        Reading.Unverified refused = Signing.unverified(read(forged));

        assertThat(refused.reason()).isEqualTo(VerificationReason.SIGNATURE_INVALID);
        assertThat(refused.message()).startsWith("file-0: SIGNATURE_INVALID: none of its 1");
        assertThat(Signing.unverified(Given.read(provenance())).reason())
                .isEqualTo(VerificationReason.KEY_MISSING);
        assertThat(Signing.unverified(read(statement())).reason())
                .isEqualTo(VerificationReason.NO_SIGNATURE);
    }

    @Test
    @Requirement("EVID-13")
    void a_key_that_may_not_say_such_a_thing_refuses_the_submission() {
        Signers picky =
                new Signers() {
                    @Override
                    public List<VerificationKey> keys() {
                        return List.of(CI.key);
                    }

                    @Override
                    public Optional<String> objection(VerificationKey key, Claim claim) {
                        return Optional.of(key.name() + " may not sign " + claim.kind());
                    }
                };

        Reading reading =
                new EvidenceReader()
                        .read(List.of(Given.file("f", provenance())), Given.SUBMISSION, picky);

        Reading.Unverified refused = Signing.unverified(reading);
        assertThat(refused.reason()).isEqualTo(VerificationReason.IDENTITY_MISMATCH);
        assertThat(refused.message()).contains("ci may not sign build.provenance");
    }

    @Test
    void a_statement_about_another_artifact_is_refused_and_in_lines_passed_over() {
        String other =
                CI.envelope(
                        Signing.about(
                                "\"sha256\":\"" + "0".repeat(64) + "\"",
                                "https://slsa.dev/provenance/v1",
                                oneLine(PROVENANCE)));

        assertThat(Signing.unverified(read(other)).reason())
                .isEqualTo(VerificationReason.SUBJECT_MISMATCH);
        Reading.Read lines = Given.whole(read(other + "\n" + provenance() + "\n{}\n"));
        assertThat(lines.claims()).hasSize(1);
        assertThat(lines.files().getFirst().problems()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "https://slsa.dev/provenance/v1, build.provenance",
        "slsa.dev/provenance/v1.0, build.provenance",
        "https://slsa.dev/provenance/v0.2, build.provenance",
        "https://in-toto.io/Provenance/v0.1, build.provenance",
        "https://slsa.dev/verification_summary/v1, verification.summary",
        "https://in-toto.io/attestation/svr/v0.1, verification.summary",
        "in-toto.io/attestation/test-result/v0.1, test",
        "cosign.sigstore.dev/attestation/vuln/v1, vuln.scan",
        "https://in-toto.io/attestation/vulns/v0.1, vuln.scan",
        "https://in-toto.io/attestation/release, release",
        "https://cyclonedx.org/bom, sbom",
        "https://cyclonedx.org/bom/v1.6, sbom",
        "https://spdx.dev/Document/v2.3, sbom",
        "https://openvex.dev/ns/v0.2.0, vex",
        "https://slsa.dev/provenance/v9, opaque",
        "http://slsa.dev/provenance/v1, opaque",
    })
    void each_predicate_type_has_its_kind(String type, String kind) {
        assertThat(PredicateType.of(type).kind()).isEqualTo(kind);
    }

    @Test
    void older_provenance_names_its_source_in_its_own_way() {
        String older =
                """
                {"builder":{"id":"https://b"},"buildType":"https://t",
                 "invocation":{"configSource":{"uri":"git+https://Git.example/shop@refs/tags/v1",
                  "digest":{"sha1":"%s"}}},"materials":[]}"""
                        .formatted(COMMIT);
        String oldest =
                """
                {"builder":{"id":"https://b"},"recipe":{"type":"https://t","definedInMaterial":0},
                 "materials":[{"uri":"git+https://git.example/shop","digest":{"gitCommit":"%s"}}]}"""
                        .formatted(COMMIT);

        for (String predicate : List.of(older, oldest)) {
            Claim claim =
                    Given.claim(
                            read(signed("https://slsa.dev/provenance/v0.2", predicate)),
                            "build.provenance");

            assertThat(claim.labels())
                    .containsEntry("repository", "https://git.example/shop")
                    .containsEntry("commit", COMMIT)
                    .containsEntry("build_type", "https://t");
        }
    }

    @Test
    void two_sources_are_no_answer() {
        String two =
                oneLine(PROVENANCE)
                        .replace(
                                "\"externalParameters\":{\"source\":",
                                "\"externalParameters\":{\"x\":")
                        .replace("pkg:maven/a/b@1", "git+https://git.example/other");

        Claim claim =
                Given.claim(
                        read(signed("https://slsa.dev/provenance/v1", two)), "build.provenance");

        assertThat(claim.labels()).doesNotContainKeys("repository", "commit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"buildDefinition\":{\"buildType\":\"t\"},\"runDetails\":{}}",
                "{\"buildDefinition\":{},\"runDetails\":{\"builder\":{\"id\":\"b\"}}}"
            })
    void provenance_without_a_builder_is_refused(String predicate) {
        assertThat(
                        Given.refused(read(signed("https://slsa.dev/provenance/v1", predicate)))
                                .reason())
                .isEqualTo(Refusal.SCHEMA_INVALID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"result":"PASSED","passedTests":["a"]}|PASS|0
                    {"result":"WARNED","passedTests":["a"],"warnedTests":["b"]}|WARN|0
                    {"result":"PASSED","passedTests":["a"],"failedTests":["b"]}|FAIL|1
                    {"result":"FAILED"}|FAIL|1
                    {"result":"PASSED"}|ERROR|0
                    """)
    void a_test_result_never_hides_a_failure(String predicate, ClaimResult result, long failed) {
        Claim claim = Given.claim(read(signed(TESTS, predicate)), "test");

        assertThat(claim.result()).isEqualTo(result);
        assertThat(claim.counts()).containsEntry("failed", failed);
    }

    @ParameterizedTest
    @Requirement("EVID-2")
    @ValueSource(
            strings = {
                "{\"scanner\":{\"uri\":\"pkg:a/trivy@1\",\"result\":[]}}",
                "{\"scanner\":{\"uri\":\"pkg:a/trivy@1\"}}",
                "{\"scanner\":{\"result\":{\"SchemaVersion\":2,\"ArtifactName\":\"a\"}}}"
            })
    void a_signed_scan_of_nothing_is_an_error(String predicate) {
        Claim claim =
                Given.claim(
                        read(signed("https://in-toto.io/attestation/vulns/v0.2", predicate)),
                        "vuln.scan");

        assertThat(claim.reason()).contains("NOTHING_SCANNED");
    }

    @Test
    void members_of_a_collection_are_read_each_alone() {
        String collection =
                """
                {"name":"build","attestations":[{"type":"https://witness.dev/git/v0.1","attestation":{}},
                 {"type":"%s","attestation":%s}]}"""
                        .formatted(TESTS, PASSED);

        Reading.Read read =
                Given.whole(
                        read(
                                signed(
                                        "https://witness.testifysec.com/attestation-collection/v0.1",
                                        oneLine(collection))));

        assertThat(read.claims()).extracting(Claim::kind).containsExactly("opaque", "test");
        assertThat(read.claims()).extracting(Claim::id).doesNotHaveDuplicates();
    }

    @Test
    void unrelated_source_evidence_replaces_nothing() {
        List<Claim> claims = new ArrayList<>();
        claims.add(Given.claim(read(signed(TESTS, "{\"result\":\"FAILED\"}")), "test"));
        claims.add(
                Given.claim(
                        read(
                                CI.envelope(
                                        Signing.about(
                                                "\"gitCommit\":\"" + "1".repeat(40) + "\"",
                                                TESTS,
                                                PASSED))),
                        "test"));

        assertThat(ClaimSelection.current(claims).counting())
                .singleElement()
                .satisfies(claim -> assertThat(claim.result()).isEqualTo(ClaimResult.FAIL));
    }

    @Test
    @Requirement("EVID-16")
    void signatures_are_counted_before_any_is_checked() {
        String junk = "{\"sig\":\"AAAA\"},".repeat(99);
        String many =
                CI.envelope(statement()).replace("\"signatures\":[", "\"signatures\":[" + junk);
        String within = oneLine(many + "\n");

        assertThat(read((within + "\n").repeat(100))).isInstanceOf(Reading.Read.class);
        assertThat(read((within + "\n").repeat(101)))
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> {
                            assertThat(refused.reason()).isEqualTo(Refusal.LIMIT_EXCEEDED);
                            assertThat(refused.message()).contains("10100", "10000 checks");
                        });
        assertThat(read((within + "\n").repeat(60), (within + "\n").repeat(61)))
                .isInstanceOf(Reading.Refused.class);
    }

    private static Reading read(String... files) {
        return Signing.read(List.of(CI), files);
    }

    private static String provenance() {
        return CI.envelope(statement());
    }

    private static String statement() {
        return Signing.statement("https://slsa.dev/provenance/v1", oneLine(PROVENANCE));
    }

    private static String signed(String type, String predicate) {
        return CI.envelope(Signing.statement(type, predicate));
    }

    private static String oneLine(String json) {
        return json.replace("\n", "");
    }
}
