package dev.surefoot.evidence;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Optional;

/** Reads fields of a predicate; one that is demanded and missing is a refusal. Stateless. */
final class Fields {
    private Fields() {}

    /** A text; empty if absent or something else. */
    static String text(JsonNode object, String key) {
        JsonNode value = object.path(key);
        return value.isString() ? value.stringValue() : "";
    }

    /** A text that must be there. */
    static String required(JsonNode object, String key, String where) throws RefusedException {
        String value = text(object, key);
        if (value.isBlank()) {
            throw invalid("%s.%s is missing or no text".formatted(where, key));
        }
        return value;
    }

    /** An object that must be there. */
    static JsonNode object(JsonNode object, String key, String where) throws RefusedException {
        JsonNode value = object.path(key);
        if (!value.isObject()) {
            throw invalid("%s.%s is missing or no object".formatted(where, key));
        }
        return value;
    }

    /** The first of these times that is stated. */
    static ClaimTime time(JsonNode object, Instant receivedAt, String... keys) {
        boolean zoneless = false;
        for (String key : keys) {
            Optional<Instant> time = StatedTime.parse(text(object, key));
            if (time.isPresent()) {
                return ClaimTime.of(time, false, receivedAt);
            }
            zoneless |= !text(object, key).isEmpty();
        }
        return ClaimTime.of(Optional.empty(), zoneless, receivedAt);
    }

    static RefusedException invalid(String what) {
        return new RefusedException(Refusal.SCHEMA_INVALID, what);
    }
}
