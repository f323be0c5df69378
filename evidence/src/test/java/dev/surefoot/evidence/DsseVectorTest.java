package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.Vectors;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.List;
import java.util.Optional;

/** The one vector of the DSSE protocol's own document. */
class DsseVectorTest {
    private final JsonNode vector =
            JsonMapper.shared().readTree(Vectors.read("dsse", "ecdsa-p256.json"));

    @Test
    @Requirement("EVID-8")
    void the_pre_authentication_encoding_is_exactly_the_vectors() {
        String payloadType = vector.path("payloadType").stringValue();
        byte[] body = vector.path("serializedBody").stringValue().getBytes(UTF_8);

        assertThat(new String(Envelope.pae(payloadType, body), UTF_8))
                .isEqualTo(vector.path("pae").stringValue());
    }

    @Test
    void lengths_are_counted_in_bytes() {
        assertThat(new String(Envelope.pae("é", "日本".getBytes(UTF_8)), UTF_8))
                .isEqualTo("DSSEv1 2 é 6 日本");
    }

    @Test
    @Requirement("EVID-8")
    void the_envelope_verifies_with_its_key_as_raw_r_and_s() throws Exception {
        Envelope envelope = Envelope.read(vector.path("envelope"));

        Optional<Envelope.Signed> signed = envelope.signedBy(List.of(key()), Optional.empty());

        assertThat(signed.orElseThrow().how()).isEqualTo("ECDSA P-256, SHA-256, raw r||s");
    }

    @Test
    @Requirement("EVID-9")
    void a_changed_byte_of_payload_type_or_signature_is_refused_by_name() throws Exception {
        JsonNode envelope = vector.path("envelope");
        String text = envelope.toString();
        Demand demand = Demand.of(List.of(key()));
        assertThat(Signing.verify(text.getBytes(UTF_8), demand))
                .isInstanceOf(VerificationResult.Unsupported.class);

        for (String value :
                List.of(
                        envelope.path("payload").stringValue(),
                        envelope.path("payloadType").stringValue(),
                        envelope.path("signatures").path(0).path("sig").stringValue())) {
            int start = text.indexOf('"' + value + '"') + 1;
            for (int at = start; at < start + value.length(); at++) {
                for (int other = 1; other < 256; other <<= 1) {
                    byte[] changed = text.getBytes(UTF_8);
                    changed[at] ^= (byte) other;

                    VerificationResult result = Signing.verify(changed, demand);

                    assertThat(Signing.refused(result).reason())
                            .as("byte %d xor %d: %s", at, other, new String(changed, UTF_8))
                            .isIn(
                                    VerificationReason.SIGNATURE_INVALID,
                                    VerificationReason.MALFORMED);
                }
            }
        }
    }

    private VerificationKey key() throws Exception {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(number("x"), number("y"));
        ECPublicKey key =
                (ECPublicKey)
                        KeyFactory.getInstance("EC")
                                .generatePublic(
                                        new ECPublicKeySpec(
                                                point,
                                                curve.getParameterSpec(ECParameterSpec.class)));
        return Signing.key("vector", Signing.pem(key));
    }

    private BigInteger number(String name) {
        return new BigInteger(vector.path(name).stringValue());
    }
}
