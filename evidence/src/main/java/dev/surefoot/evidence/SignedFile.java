package dev.surefoot.evidence;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Splits a file into signed documents: one envelope, one bundle, or JSON Lines of them. Each line
 * stands alone; their order means nothing, and nobody vouches for the file as a whole.
 */
final class SignedFile {
    /** An envelope, however it is wrapped, may have so many bytes. */
    static final int ENVELOPE_BYTES = 16 << 20;

    private static final int MOST_LINES = 10_000;
    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle";
    private static final Set<String> BUNDLES =
            Set.of(
                    BUNDLE + ".v0.3+json",
                    BUNDLE + "+json;version=0.1",
                    BUNDLE + "+json;version=0.2",
                    BUNDLE + "+json;version=0.3");

    private final Json json;

    SignedFile(Json json) {
        this.json = json;
    }

    /** One document of a file. */
    sealed interface Document {
        /** A DSSE envelope; nothing is verified yet. */
        record Signed(Envelope envelope) implements Document {}

        /** A Sigstore bundle of a known version. */
        record Bundle(String mediaType) implements Document {}

        /** An in-toto statement that nobody signed. */
        record Bare(Statement statement) implements Document {}

        /** A line that is something else. */
        record Other(String what) implements Document {}

        /** It says that it is one of these, and is not in order. */
        record Bad(Refusal reason, String message) implements Document {}
    }

    /**
     * A document and where it stands.
     *
     * @param line from 1; 0 if it is the whole file
     */
    record Entry(int line, Document document) {}

    /** Whether a JSON document is one of those that are read here. */
    static boolean isOne(JsonNode document) {
        return document.isObject()
                && (Envelope.isOne(document) || isBundle(document) || Statement.isOne(document));
    }

    /** Whether a file is JSON Lines whose first line is one of those that are read here. */
    boolean startsLines(byte[] bytes) {
        Optional<byte[]> first = firstOfMany(bytes);
        try {
            return first.isPresent() && isOne(json.strict(first.get()));
        } catch (RefusedException e) {
            return false; // The first line is no document of its own, so the file is one document.
        }
    }

    /** The documents of a file; never empty. */
    List<Entry> entries(byte[] bytes) {
        if (!startsLines(bytes)) {
            return List.of(new Entry(0, document(bytes)));
        }
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (int from = 0; from < bytes.length; ) {
            int end = end(bytes, from);
            number++;
            if (!isBlank(bytes, from, end)) {
                if (entries.size() == MOST_LINES) {
                    String message = "more than %d lines; split the file".formatted(MOST_LINES);
                    return List.of(
                            new Entry(number, new Document.Bad(Refusal.LIMIT_EXCEEDED, message)));
                }
                entries.add(new Entry(number, document(Arrays.copyOfRange(bytes, from, end))));
            }
            from = end + 1;
        }
        return entries;
    }

    private Document document(byte[] bytes) {
        if (bytes.length > ENVELOPE_BYTES) {
            return new Document.Bad(
                    Refusal.LIMIT_EXCEEDED,
                    "%d bytes, more than %d for a signed document"
                            .formatted(bytes.length, ENVELOPE_BYTES));
        }
        if (isBlank(bytes, 0, bytes.length)) {
            return new Document.Bad(Refusal.EMPTY, "there is nothing in it");
        }
        try {
            JsonNode document = json.strict(bytes);
            if (!isOne(document)) {
                return new Document.Other(
                        document.isObject()
                                ? "a JSON object with the keys "
                                        + document.propertyNames().stream()
                                                .limit(5)
                                                .map(Shown::text)
                                                .toList()
                                : "a JSON " + document.getNodeType());
            }
            if (isBundle(document)) {
                return bundle(document);
            }
            return Envelope.isOne(document)
                    ? new Document.Signed(Envelope.read(document))
                    : new Document.Bare(Statement.read(document));
        } catch (RefusedException e) {
            return new Document.Bad(e.reason(), e.text());
        }
    }

    private static Document bundle(JsonNode document) {
        String type = document.path("mediaType").asString("");
        return BUNDLES.contains(type)
                ? new Document.Bundle(type)
                : new Document.Bad(
                        Refusal.UNSUPPORTED_VERSION,
                        "a Sigstore bundle of the unknown kind \"%s\"; known are 0.1, 0.2 and 0.3"
                                .formatted(Shown.text(type)));
    }

    private static boolean isBundle(JsonNode document) {
        return document.path("mediaType").asString("").startsWith(BUNDLE)
                || document.has("verificationMaterial");
    }

    /** The first line with anything in it, if another such line follows. */
    private static Optional<byte[]> firstOfMany(byte[] bytes) {
        int from = 0;
        while (from < bytes.length && isBlank(bytes, from, from + 1)) {
            from++;
        }
        int end = end(bytes, from);
        boolean more = end < bytes.length && !isBlank(bytes, end, bytes.length);
        return more && end - from <= ENVELOPE_BYTES
                ? Optional.of(Arrays.copyOfRange(bytes, from, end))
                : Optional.empty();
    }

    private static int end(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean isBlank(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            byte b = bytes[i];
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }
}
