package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Signed documents that were made to harm, or that lost a part on their way. */
@Requirement("EVID-11")
class HostileEnvelopeTest {
    private static final Signing SIGNER = Signing.ed25519("ours");
    private static final Demand DEMAND =
            new Demand(
                    List.of(SIGNER.key),
                    Optional.empty(),
                    Optional.of(Given.SUBJECT),
                    Optional.empty());
    private static final String STATEMENT = Signing.statement("https://example.com/v1", "{}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n ",
                "null",
                "[]",
                "{}",
                "hello",
                "{\"payloadType\": \"a\"}",
                "{\"payloadType\": \"a\", \"payload\": null, \"signatures\": []}",
                "{\"payloadType\": \"a\", \"payload\": 1, \"signatures\": []}",
                "{\"payloadType\": \"a\", \"payload\": \"*\", \"signatures\": []}",
                "{\"payloadType\": \"a\", \"payload\": \"AA==\", \"signatures\": {}}",
                "{\"payloadType\": \"a\", \"payload\": \"AA==\", \"signatures\": [1]}",
                "{\"payloadType\": \"a\", \"payload\": \"AA==\", \"signatures\": [{}]}",
                "{\"payloadType\": \"\", \"payload\": \"AA==\", \"signatures\": []}",
                "{\"payload\": \"AA==\", \"signatures\": []}",
                "{\"verificationMaterial\": {}}"
            })
    void what_is_no_envelope_is_malformed(String text) {
        assertThat(reason(text.getBytes(UTF_8))).isEqualTo(VerificationReason.MALFORMED);
    }

    @Test
    void a_byte_order_mark_and_utf_16_are_refused_outside_and_inside() {
        String envelope = SIGNER.envelope(STATEMENT);
        String type = "application/vnd.in-toto+json";

        for (byte[] bytes :
                List.of(
                        ("\uFEFF" + envelope).getBytes(UTF_8),
                        envelope.getBytes(UTF_16),
                        SIGNER.envelope(type, ("\uFEFF" + STATEMENT).getBytes(UTF_8))
                                .getBytes(UTF_8),
                        SIGNER.envelope(type, STATEMENT.getBytes(UTF_16)).getBytes(UTF_8),
                        SIGNER.envelope(type, new byte[] {'"', (byte) 0xC3, '"'})
                                .getBytes(UTF_8))) {
            assertThat(reason(bytes)).isEqualTo(VerificationReason.MALFORMED);
        }
    }

    @Test
    void a_repeated_key_is_refused_outside_and_inside() {
        String envelope = SIGNER.envelope(STATEMENT);
        String twice = envelope.replaceFirst("\\{", "{\"payload\":\"AA==\",");
        String inside = STATEMENT.replaceFirst("\\{", "{\"\\\\u005ftype\":\"x\",");

        assertThat(reason(twice.getBytes(UTF_8))).isEqualTo(VerificationReason.DUPLICATE_KEY);
        assertThat(reason(SIGNER.envelope(inside).getBytes(UTF_8)))
                .isEqualTo(VerificationReason.DUPLICATE_KEY);
    }

    @Test
    void what_is_too_deep_too_long_or_too_many_is_refused_by_name() {
        String deep = "[".repeat(200) + "]".repeat(200);
        byte[] long17 = new byte[17 << 20];
        Arrays.fill(long17, (byte) ' ');
        byte[] start = SIGNER.envelope(STATEMENT).getBytes(UTF_8);
        System.arraycopy(start, 0, long17, 0, start.length);
        String many =
                """
                {"payloadType":"a","payload":"AA==","signatures":[%s]}"""
                        .formatted(String.join(",", java.util.Collections.nCopies(101, "{}")));

        for (byte[] bytes :
                List.of(
                        deep.getBytes(UTF_8),
                        SIGNER.envelope(Signing.statement("https://example.com/v1", deep))
                                .getBytes(UTF_8),
                        long17,
                        many.getBytes(UTF_8))) {
            assertThat(reason(bytes)).isEqualTo(VerificationReason.LIMIT_EXCEEDED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"shop.jar\"}",
                "{\"name\": \"shop.jar\", \"digest\": {}}",
                "{\"digest\": {\"sha256\": 7}}",
                "{\"digest\": {\"sha256\": \"ABCD\"}}",
                "{\"digest\": \"sha256:abcd\"}",
                "null"
            })
    void a_subject_without_a_proper_digest_refuses_the_document(String subject) {
        String statement =
                STATEMENT.replaceFirst("\"subject\":\\[.*?\\]", "\"subject\":[" + subject + "]");

        assertThat(statement).contains(subject);
        assertThat(reason(SIGNER.envelope(statement).getBytes(UTF_8)))
                .isEqualTo(VerificationReason.MALFORMED);
    }

    @Test
    void one_subject_of_two_suffices_and_a_broken_second_one_does_not() {
        String second = "},{\"name\":\"x\",\"digest\":{\"sha256\":\"%s\"}}]";
        String two = STATEMENT.replaceFirst("\\}\\]", second.formatted("0".repeat(64)));
        String broken = STATEMENT.replaceFirst("\\}\\]", second.formatted("0".repeat(63)));

        assertThat(Signing.verify(SIGNER.envelope(two).getBytes(UTF_8), DEMAND))
                .isInstanceOf(VerificationResult.Verified.class);
        assertThat(reason(SIGNER.envelope(broken).getBytes(UTF_8)))
                .isEqualTo(VerificationReason.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "https://in-toto.io/Statement/v1, https://in-toto.io/Statement/v2",
        "\"predicateType\", \"predicatetype\"",
        "\"subject\", \"subjects\"",
    })
    void a_statement_of_another_form_is_malformed(String from, String to) {
        String statement = STATEMENT.replace(from, to);

        assertThat(statement).isNotEqualTo(STATEMENT);
        assertThat(reason(SIGNER.envelope(statement).getBytes(UTF_8)))
                .isEqualTo(VerificationReason.MALFORMED);
    }

    @Test
    void a_statement_of_version_0_1_is_read() {
        String statement = STATEMENT.replace("Statement/v1", "Statement/v0.1");

        assertThat(Signing.verify(SIGNER.envelope(statement).getBytes(UTF_8), DEMAND))
                .isInstanceOf(VerificationResult.Verified.class);
    }

    @Test
    void a_truncated_envelope_is_refused_wherever_it_ends() {
        byte[] whole = SIGNER.envelope(STATEMENT).getBytes(UTF_8);

        for (int length = 0; length < whole.length; length++) {
            assertThat(reason(Arrays.copyOf(whole, length)))
                    .isEqualTo(VerificationReason.MALFORMED);
        }
    }

    @Test
    void random_changes_end_as_a_refusal_or_change_nothing_that_was_signed() throws Exception {
        byte[] whole = SIGNER.envelope(STATEMENT).getBytes(UTF_8);
        Random random = new Random(20261126);

        for (int i = 0; i < 3000; i++) {
            byte[] changed = whole.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            if (Signing.verify(changed, DEMAND) instanceof VerificationResult.Verified verified) {
                assertThat(verified.statement().subjects())
                        .isEqualTo(
                                Statement.read(
                                                new Json(Limits.STANDARD)
                                                        .strict(STATEMENT.getBytes(UTF_8)))
                                        .subjects());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hello", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"})
    void what_is_no_key_is_refused_with_what_to_write(String pem) {
        assertThat(bad(pem)).containsAnyOf("PUBLIC KEY", "ECDSA on P-256");
    }

    @Test
    void keys_of_other_kinds_and_private_ones_are_refused_and_never_shown() {
        String weak = Signing.pem(Signing.pair("RSA", 1024).getPublic());
        String curve = Signing.pem(Signing.pair("EC", 521).getPublic());
        String exchange = Signing.pem(Signing.pair("X25519", 0).getPublic());
        String secret = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----";
        String good = Signing.pem(Signing.pair("Ed25519", 0).getPublic());

        assertThat(bad(weak)).contains("1024 bits");
        assertThat(bad(curve)).contains("another curve");
        assertThat(bad(exchange)).contains("no key that is known");
        assertThat(bad(secret)).contains("private key").doesNotContain("c2VjcmV0");
        assertThat(bad("-----BEGIN CERTIFICATE-----")).contains("certificate");
        assertThat(bad(good + good)).contains("exactly one");
    }

    @Test
    void a_key_whose_point_is_not_on_its_curve_is_refused() {
        byte[] der = Signing.pair("EC", 256).getPublic().getEncoded();
        der[der.length - 1] ^= 1;
        String pem =
                "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----"
                        .formatted(Base64.getEncoder().encodeToString(der));

        assertThat(VerificationKey.parse("k", pem)).isInstanceOf(VerificationKey.Parsed.Bad.class);
    }

    private static String bad(String pem) {
        VerificationKey.Parsed parsed = VerificationKey.parse("k", pem);
        assertThat(parsed).isInstanceOf(VerificationKey.Parsed.Bad.class);
        return ((VerificationKey.Parsed.Bad) parsed).why();
    }

    private static VerificationReason reason(byte[] file) {
        return Signing.refused(Signing.verify(file, DEMAND)).reason();
    }
}
