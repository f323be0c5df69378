package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Signatures of every kind, and who may have made them. */
class EnvelopeVerificationTest {
    private static final String TYPE = "application/vnd.in-toto+json";
    private static final String STATEMENT =
            Signing.statement("https://example.com/anything/v1", "{}");
    private static final byte[] PAYLOAD = STATEMENT.getBytes(UTF_8);

    static Stream<Signing> signers() {
        return Stream.of(
                Signing.ed25519("ed"),
                Signing.ec("SHA256withECDSA", 256),
                Signing.ec("SHA256withECDSAinP1363Format", 256),
                Signing.ec("SHA384withECDSA", 384),
                Signing.ec("SHA384withECDSAinP1363Format", 384),
                Signing.ec("SHA256withECDSA", 384),
                Signing.rsa(2048));
    }

    @ParameterizedTest
    @MethodSource("signers")
    void each_kind_of_signature_verifies(Signing signer) {
        Demand demand = demand(signer, Optional.of(Given.SUBJECT));

        VerificationResult result =
                Signing.verify(signer.envelope(STATEMENT).getBytes(UTF_8), demand);

        assertThat(result).isInstanceOf(VerificationResult.Verified.class);
        assertThat(result.checks()).hasSize(4).last().isEqualTo("the subject is " + Given.SUBJECT);
    }

    @ParameterizedTest
    @MethodSource("signers")
    @Requirement("EVID-9")
    void each_byte_of_each_kind_of_signature_matters(Signing signer) {
        byte[] signature = signer.sign(Envelope.pae(TYPE, PAYLOAD));
        Demand demand = demand(signer, Optional.empty());

        for (int at = 0; at < signature.length; at++) {
            byte[] changed = signature.clone();
            changed[at] ^= 1;

            assertThat(reason(Signing.wrapped(TYPE, PAYLOAD, changed), demand))
                    .as("byte %d", at)
                    .isEqualTo(VerificationReason.SIGNATURE_INVALID);
        }
        for (byte[] other :
                List.of(
                        new byte[0],
                        new byte[signature.length],
                        Arrays.copyOf(signature, signature.length - 1),
                        Arrays.copyOf(signature, signature.length + 1))) {
            assertThat(reason(Signing.wrapped(TYPE, PAYLOAD, other), demand))
                    .isEqualTo(VerificationReason.SIGNATURE_INVALID);
        }
    }

    @Test
    @Requirement("EVID-9")
    void each_byte_of_the_artifact_matters() {
        byte[] artifact = "the artifact".getBytes(UTF_8);
        Signing signer = Signing.ed25519("ed");
        byte[] envelope = signer.envelope(STATEMENT).getBytes(UTF_8);

        for (int at = 0; at < artifact.length; at++) {
            byte[] changed = artifact.clone();
            changed[at] ^= 1;

            VerificationResult result =
                    Signing.verify(envelope, demand(signer, Optional.of(Digest.sha256(changed))));

            assertThat(Signing.refused(result).reason())
                    .isEqualTo(VerificationReason.SUBJECT_MISMATCH);
        }
    }

    @Test
    void r_and_s_of_zero_or_of_the_groups_order_are_refused() {
        Signing signer = Signing.ec("SHA256withECDSAinP1363Format", 256);
        byte[] order =
                java.util.HexFormat.of()
                        .parseHex(
                                "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        byte[] good = signer.sign(Envelope.pae(TYPE, PAYLOAD));
        Demand demand = demand(signer, Optional.empty());

        for (byte[] bad :
                List.of(
                        new byte[64],
                        joined(new byte[32], Arrays.copyOfRange(good, 32, 64)),
                        joined(Arrays.copyOfRange(good, 0, 32), new byte[32]),
                        joined(order, order),
                        joined(Arrays.copyOfRange(good, 0, 32), order))) {
            assertThat(reason(Signing.wrapped(TYPE, PAYLOAD, bad), demand))
                    .isEqualTo(VerificationReason.SIGNATURE_INVALID);
        }
    }

    @Test
    void one_good_signature_of_several_suffices() {
        Signing ours = Signing.ed25519("ours");
        Signing theirs = Signing.ed25519("theirs");
        String both = several(theirs, ours);

        assertThat(Signing.verify(both.getBytes(UTF_8), demand(ours, Optional.empty())))
                .isInstanceOf(VerificationResult.Verified.class);
        assertThat(reason(both, demand(Signing.ed25519("third"), Optional.empty())))
                .isEqualTo(VerificationReason.SIGNATURE_INVALID);
    }

    @Test
    void a_key_id_alone_makes_nobody_the_signer() {
        Signing forger = Signing.ed25519("forger");
        Signing ours = Signing.ed25519("ours");
        String named =
                forger.envelope(STATEMENT).replace("hint", ours.key.fingerprint().toString());

        assertThat(reason(named, demand(ours, Optional.empty())))
                .isEqualTo(VerificationReason.SIGNATURE_INVALID);
    }

    @Test
    void no_signature_and_no_key_have_names_of_their_own() {
        Signing signer = Signing.ed25519("ed");
        String unsigned =
                signer.envelope(STATEMENT).replaceFirst("\"signatures\":.*", "\"signatures\":[]}");

        assertThat(reason(unsigned, demand(signer, Optional.empty())))
                .isEqualTo(VerificationReason.NO_SIGNATURE);
        assertThat(reason(STATEMENT, demand(signer, Optional.empty())))
                .isEqualTo(VerificationReason.NO_SIGNATURE);
        assertThat(reason(signer.envelope(STATEMENT), Demand.of(List.of())))
                .isEqualTo(VerificationReason.KEY_MISSING);
    }

    @Test
    void url_safe_base64_verifies_as_well_and_a_sloppy_one_does_not() {
        Signing signer = Signing.ed25519("ed");
        String payload = Base64.getEncoder().encodeToString(PAYLOAD);
        String urlSafe =
                """
                {"payloadType":"%s","payload":"%s","signatures":[{"sig":"%s"}]}"""
                        .formatted(
                                TYPE,
                                Base64.getUrlEncoder().withoutPadding().encodeToString(PAYLOAD),
                                Base64.getUrlEncoder()
                                        .encodeToString(signer.sign(Envelope.pae(TYPE, PAYLOAD))));
        Demand demand = demand(signer, Optional.empty());

        assertThat(Signing.verify(urlSafe.getBytes(UTF_8), demand))
                .isInstanceOf(VerificationResult.Verified.class);
        assertThat(reason(signer.envelope(STATEMENT).replace(payload, payload + "\\n"), demand))
                .isEqualTo(VerificationReason.MALFORMED);
    }

    @Test
    void lines_stand_alone_and_their_order_means_nothing() {
        Signing signer = Signing.ed25519("ed");
        String good = signer.envelope(STATEMENT);
        String bad = Signing.ed25519("other").envelope(STATEMENT);
        Demand demand = demand(signer, Optional.of(Given.SUBJECT));

        for (List<String> order :
                List.of(List.of(good, bad, "{}"), List.of("{\"payloadType\":1}", good))) {
            byte[] file = ("\n" + String.join("\r\n", order) + "\n").getBytes(UTF_8);
            List<EvidenceVerifier.Line> lines = new EvidenceVerifier().verify(file, demand);

            assertThat(lines).hasSize(order.size());
            assertThat(EvidenceVerifier.overall(lines))
                    .isInstanceOf(VerificationResult.Verified.class);
        }
    }

    @Test
    void a_sigstore_bundle_is_recognised_and_not_taken_for_verified() {
        Demand demand = demand(Signing.ed25519("ed"), Optional.empty());
        String bundle = "{\"mediaType\": \"application/vnd.dev.sigstore.bundle.v%s+json\"}";

        assertThat(Signing.verify(bundle.formatted("0.3").getBytes(UTF_8), demand))
                .isInstanceOfSatisfying(
                        VerificationResult.Unsupported.class,
                        not -> assertThat(not.what()).contains("Sigstore bundle"));
        assertThat(reason(bundle.formatted("0.4"), demand)).isEqualTo(VerificationReason.MALFORMED);
    }

    @Test
    void a_payload_that_is_no_statement_is_unsupported_only_once_its_signature_holds() {
        Signing signer = Signing.ed25519("ed");
        String other = signer.envelope("application/json", "{}".getBytes(UTF_8));

        assertThat(Signing.verify(other.getBytes(UTF_8), demand(signer, Optional.empty())))
                .isInstanceOf(VerificationResult.Unsupported.class);
        assertThat(reason(other, demand(Signing.ed25519("third"), Optional.empty())))
                .isEqualTo(VerificationReason.SIGNATURE_INVALID);
    }

    private static String several(Signing... signers) {
        String signatures =
                Stream.of(signers)
                        .map(s -> s.sign(Envelope.pae(TYPE, PAYLOAD)))
                        .map(s -> "{\"sig\":\"" + Base64.getEncoder().encodeToString(s) + "\"}")
                        .collect(java.util.stream.Collectors.joining(","));
        return """
        {"payloadType":"%s","payload":"%s","signatures":[%s]}"""
                .formatted(TYPE, Base64.getEncoder().encodeToString(PAYLOAD), signatures);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static VerificationReason reason(String file, Demand demand) {
        return Signing.refused(Signing.verify(file.getBytes(UTF_8), demand)).reason();
    }

    private static Demand demand(Signing signer, Optional<Digest> artifact) {
        return new Demand(List.of(signer.key), Optional.empty(), artifact, Optional.empty());
    }
}
