package dev.surefoot.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;

/**
 * Reads hostile JSON into a tree: duplicate keys, trailing text and anything beyond the {@link
 * Limits} are refused by name. UTF-8 with or without a byte-order mark, UTF-16 and UTF-32.
 * Thread-safe.
 */
final class Json {
    /**
     * Brackets, names and values of one document: as a tree each takes some 60 bytes, so that the
     * smallest of them, a few bytes long, would otherwise fill any memory.
     */
    static final long MOST_TOKENS = 2_000_000;

    private static final int NUMBER_CHARS = 1000;
    private static final String WHOLE = "submit the whole file";

    private final JsonMapper mapper;

    Json(Limits limits) {
        StreamReadConstraints constraints =
                StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxStringLength(limits.stringChars())
                        .maxNumberLength(NUMBER_CHARS)
                        .maxTokenCount(MOST_TOKENS)
                        .build();
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        // A source in a message would show bytes that may be confidential.
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .build();
        this.mapper =
                JsonMapper.builder(factory)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build();
    }

    JsonNode read(byte[] bytes) throws RefusedException {
        try {
            return mapper.readTree(bytes);
        } catch (StreamConstraintsException e) {
            throw new RefusedException(
                    Refusal.LIMIT_EXCEEDED, message("beyond a limit", e, "split the report"));
        } catch (JacksonException e) {
            boolean duplicate =
                    e.getOriginalMessage() != null
                            && e.getOriginalMessage()
                                    .toLowerCase(Locale.ROOT)
                                    .contains("duplicate");
            throw duplicate
                    ? new RefusedException(
                            Refusal.DUPLICATE_KEY, message("a key is repeated", e, WHOLE))
                    : new RefusedException(
                            Refusal.MALFORMED, message("not well-formed JSON", e, WHOLE));
        }
    }

    /**
     * As {@link #read}, but UTF-8 alone and without a byte-order mark: what was signed is exact.
     */
    JsonNode strict(byte[] bytes) throws RefusedException {
        if (bytes.length >= 3 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB) {
            throw new RefusedException(
                    Refusal.MALFORMED, "starts with a byte-order mark; signed JSON has none");
        }
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0) {
                throw new RefusedException(
                        Refusal.MALFORMED, "is not UTF-8; signed JSON is nothing else");
            }
        }
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new RefusedException(
                    Refusal.MALFORMED, "is not UTF-8; signed JSON is nothing else");
        }
        return read(bytes);
    }

    private static String message(String what, JacksonException e, String next) {
        TokenStreamLocation at = e.getLocation();
        String where =
                at == null || at.getLineNr() < 1
                        ? ""
                        : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
        String detail = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
        return what + where + ": " + Shown.text(detail) + "; " + next;
    }
}
