package dev.surefoot.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A DSSE envelope as it was read. Its arrays are never changed.
 *
 * @param payload decoded
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/master/protocol.md">DSSE</a>
 */
@SuppressWarnings("ArrayRecordComponent") // of this package alone, and never compared
record Envelope(String payloadType, byte[] payload, List<Signature> signatures) {
    private static final int MOST_SIGNATURES = 100;

    /** One signature; {@code keyId} is a hint that nobody vouches for. */
    @SuppressWarnings("ArrayRecordComponent")
    record Signature(String keyId, byte[] bytes) {}

    /** Whether a document says of itself that it is an envelope, however wrongly. */
    static boolean isOne(JsonNode document) {
        return document.has("payloadType")
                || (document.has("payload") && document.has("signatures"));
    }

    static Envelope read(JsonNode document) throws RefusedException {
        JsonNode type = document.path("payloadType");
        if (!type.isString() || type.stringValue().isEmpty()) {
            throw malformed("payloadType is missing or no text");
        }
        JsonNode signatures = document.path("signatures");
        if (!signatures.isArray()) {
            throw malformed("signatures is missing or no list");
        }
        if (signatures.size() > MOST_SIGNATURES) {
            throw new RefusedException(
                    Refusal.LIMIT_EXCEEDED,
                    "%d signatures, more than %d".formatted(signatures.size(), MOST_SIGNATURES));
        }
        byte[] payload = base64(document.path("payload"), "payload");
        List<Signature> all = new ArrayList<>();
        for (JsonNode signature : signatures) {
            JsonNode keyId = signature.path("keyid");
            all.add(
                    new Signature(
                            keyId.isString() ? keyId.stringValue() : "",
                            base64(
                                    signature.path("sig"),
                                    "signatures[%d].sig".formatted(all.size()))));
        }
        return new Envelope(type.stringValue(), payload, all);
    }

    /** What is signed: DSSE's pre-authentication encoding; lengths count bytes. */
    static byte[] pae(String payloadType, byte[] payload) {
        byte[] type = payloadType.getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + type.length + 40);
        out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(UTF_8));
        out.writeBytes(type);
        out.writeBytes((" " + payload.length + " ").getBytes(UTF_8));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    byte[] pae() {
        return pae(payloadType, payload);
    }

    /** Who of {@code keys} signed this, if anybody did; the key id has no say in it. */
    Optional<Signed> signedBy(List<VerificationKey> keys, Optional<String> demandedKeyId) {
        byte[] message = pae();
        for (Signature signature : signatures) {
            if (demandedKeyId.isPresent() && !demandedKeyId.get().equals(signature.keyId())) {
                continue;
            }
            for (VerificationKey key : keys) {
                Optional<String> how = key.verify(message, signature.bytes());
                if (how.isPresent()) {
                    return Optional.of(new Signed(key, how.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** Which key signed, and how. */
    record Signed(VerificationKey key, String how) {}

    /**
     * Standard or URL-safe, padded or not, and canonical: two texts of the same bytes would let a
     * byte of the envelope change unnoticed.
     */
    private static byte[] base64(JsonNode value, String what) throws RefusedException {
        if (!value.isString()) {
            throw malformed(what + " is missing or no text");
        }
        String text = value.stringValue();
        boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        byte[] bytes;
        try {
            bytes = (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed(what + " is not Base64");
        }
        Base64.Encoder encoder = urlSafe ? Base64.getUrlEncoder() : Base64.getEncoder();
        String canonical = encoder.encodeToString(bytes);
        if (!text.equals(canonical) && !text.equals(canonical.replaceFirst("=+$", ""))) {
            throw malformed(what + " is not canonical Base64");
        }
        return bytes;
    }

    private static RefusedException malformed(String what) {
        return new RefusedException(Refusal.MALFORMED, "no DSSE envelope: " + what);
    }
}
