package dev.surefoot.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The id of a claim: SHA-256 over raw digests, subject, kind, suite and ordinal. Each part is
 * preceded by its length, so no two lists of parts give the same bytes.
 */
final class ClaimId {
    private ClaimId() {}

    static String of(List<Digest> rawDigests, Digest subject, Key key) {
        List<String> parts = new ArrayList<>();
        parts.add("surefoot claim 1");
        parts.add(Integer.toString(rawDigests.size()));
        rawDigests.forEach(raw -> parts.add(raw.toString()));
        parts.add(subject.toString());
        parts.add(key.kind());
        parts.add(key.suite());
        parts.add(Integer.toString(key.ordinal()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : parts) {
            byte[] text = part.getBytes(UTF_8);
            bytes.writeBytes((text.length + ":").getBytes(UTF_8));
            bytes.writeBytes(text);
        }
        return Digest.sha256(bytes.toByteArray()).hex();
    }

    /** What tells apart the claims that were read from the same documents. */
    record Key(String kind, String suite, int ordinal) {}
}
