package dev.surefoot.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The id of a claim: SHA-256 over raw digests, subject, kind, suite, ordinal and what was said.
 * Each part is preceded by its length, so no two lists of parts give the same bytes.
 *
 * <p>What has the same id is the same claim, and counts from its first receipt: nobody makes an old
 * result new by sending it again.
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
        parts.addAll(key.said());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : parts) {
            byte[] text = part.getBytes(UTF_8);
            bytes.writeBytes((text.length + ":").getBytes(UTF_8));
            bytes.writeBytes(text);
        }
        return Digest.sha256(bytes.toByteArray()).hex();
    }

    /**
     * What tells apart the claims that were read from the same documents.
     *
     * @param said what makes it another claim although the documents are the same: what they were
     *     read as, and what the submitter states beside them
     */
    record Key(String kind, String suite, int ordinal, List<String> said) {
        /** Copies the list. */
        Key {
            said = List.copyOf(said);
        }
    }

    /** The database's date if the submitter states it; a document's own is in its bytes. */
    static Optional<String> statedDate(Tool tool) {
        return tool.databaseStatedBy()
                .filter(by -> !by.equals(Tool.DOCUMENT))
                .flatMap(_ -> tool.databaseAsOf())
                .map(date -> "database as of " + date);
    }
}
