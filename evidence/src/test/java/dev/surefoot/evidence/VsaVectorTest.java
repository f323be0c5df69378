package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.Vectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A verification summary that Google signed. */
class VsaVectorTest {
    private static final String VERIFIER =
            "https://bcid.corp.google.com/verifier/bcid_package_enforcer/v0.1";
    private static final String RESOURCE =
            "gce_image://gke-node-images:gke-12615-gke1418000-cos-101-17162-463-29-c-cgpv1-pre";
    private static final String KEY_ID = "keystore://76574:prod:vsa_signing_public_key";

    private final byte[] file = Vectors.read("vsa", "gke-gce-pre.bcid-vsa.jsonl");
    private final VerificationKey key =
            Signing.key(
                    "google", new String(Vectors.read("vsa", "vsa_signing_public_key.pem"), UTF_8));

    @Test
    @Requirement("EVID-8")
    void it_verifies_and_says_what_its_readme_says() throws Exception {
        VerificationResult result =
                Signing.verify(file, demand(KEY_ID, VERIFIER, RESOURCE, "SLSA_BUILD_LEVEL_2"));

        assertThat(result).isInstanceOf(VerificationResult.Verified.class);
        Statement statement = ((VerificationResult.Verified) result).statement();
        Said said = PredicateReader.read(statement, Given.SUBMISSION).getFirst();
        assertThat(statement.predicateType()).isEqualTo("https://slsa.dev/verification_summary/v1");
        assertThat(said.outcome().result()).isEqualTo(ClaimResult.PASS);
        assertThat(said.labels())
                .containsEntry("levels", "BCID_L1, SLSA_BUILD_LEVEL_2")
                .containsEntry("verifier", VERIFIER)
                .containsEntry("resource", RESOURCE);
        assertThat(said.time().claimedAt()).isEqualTo("2024-06-12T07:24:34.351608Z");
        assertThat(result.checks())
                .anyMatch(check -> check.contains("ECDSA P-256, SHA-256, raw r||s"));
    }

    @Test
    @Requirement("EVID-8")
    void its_foreign_digest_is_kept_and_is_never_the_artifacts() {
        Demand any = Demand.of(List.of(key));
        Demand artifact =
                new Demand(
                        List.of(key),
                        Optional.empty(),
                        Optional.of(Given.SUBJECT),
                        Optional.empty());

        VerificationResult.Verified verified =
                (VerificationResult.Verified) Signing.verify(file, any);
        VerificationResult.Refused refused = Signing.refused(Signing.verify(file, artifact));

        assertThat(verified.statement().subjects().getFirst().digests())
                .containsExactly(java.util.Map.entry("gce_image_id", "8970095005306000053"));
        assertThat(refused.reason()).isEqualTo(VerificationReason.SUBJECT_MISMATCH);
        assertThat(refused.checks()).anyMatch(check -> check.startsWith("signed by google"));
    }

    @ParameterizedTest
    @Requirement("EVID-8")
    @CsvSource({
        "'', VERIFIER, RESOURCE, SLSA_BUILD_LEVEL_2, IDENTITY_MISMATCH",
        "other, VERIFIER, RESOURCE, SLSA_BUILD_LEVEL_2, IDENTITY_MISMATCH",
        "KEY_ID, other, RESOURCE, SLSA_BUILD_LEVEL_2, IDENTITY_MISMATCH",
        "KEY_ID, VERIFIER, other, SLSA_BUILD_LEVEL_2, RESOURCE_MISMATCH",
        "KEY_ID, VERIFIER, RESOURCE, SLSA_BUILD_LEVEL_3, LEVEL_MISSING",
    })
    void a_demand_that_it_does_not_meet_refuses_it(
            String keyId, String verifier, String resource, String level, VerificationReason why) {
        Demand demand =
                demand(
                        keyId.equals("KEY_ID") ? KEY_ID : keyId,
                        verifier.equals("VERIFIER") ? VERIFIER : verifier,
                        resource.equals("RESOURCE") ? RESOURCE : resource,
                        level);

        assertThat(Signing.refused(Signing.verify(file, demand)).reason()).isEqualTo(why);
    }

    @Test
    void another_key_refuses_it() {
        Demand demand = Demand.of(List.of(Signing.ec("SHA256withECDSA", 256).key));

        assertThat(Signing.refused(Signing.verify(file, demand)).reason())
                .isEqualTo(VerificationReason.SIGNATURE_INVALID);
    }

    @Test
    @Requirement("EVID-9")
    void each_byte_that_is_changed_is_noticed_or_changes_nothing_that_was_signed()
            throws Exception {
        Json json = new Json(Limits.STANDARD);
        Envelope original = Envelope.read(json.strict(file));
        Demand demand = Demand.of(List.of(key));
        List<Integer> unnoticed = new ArrayList<>();

        for (int at = 0; at < file.length; at++) {
            byte[] changed = file.clone();
            changed[at] ^= 1;
            if (Signing.verify(changed, demand) instanceof VerificationResult.Verified) {
                Envelope read = Envelope.read(json.strict(changed));
                assertThat(read.pae()).isEqualTo(original.pae());
                assertThat(read.signatures().getFirst().bytes())
                        .isEqualTo(original.signatures().getFirst().bytes());
                unnoticed.add(at);
            }
        }

        // Nobody vouches for the key id, and nothing else may change.
        String text = new String(file, UTF_8);
        int from = text.indexOf("\"keyid\"");
        assertThat(unnoticed).isNotEmpty().allMatch(at -> at >= from && at < text.indexOf("}]}"));
    }

    private Demand demand(String keyId, String verifier, String resource, String level) {
        return new Demand(
                List.of(key),
                Optional.of(keyId),
                Optional.empty(),
                Optional.of(
                        new Demand.Summary(
                                Optional.of(verifier), Optional.of(resource), List.of(level))));
    }
}
