package dev.surefoot.server.http;

import com.fasterxml.jackson.annotation.Nulls;

import dev.surefoot.server.json.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import java.time.Instant;
import java.util.Collection;

/**
 * Reads what a caller sent. A field that is missing or not known is refused by name: whoever
 * misspells one should hear of it.
 */
final class Body {
    private static final ObjectReader READER =
            Json.MAPPER
                    .rebuild()
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                    .build()
                    .reader()
                    .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Body() {}

    /**
     * The body as a {@code type}.
     *
     * @throws Call.UnreadableBody naming what can't be read
     */
    static <T> T read(byte[] bytes, Class<T> type) {
        if (bytes.length == 0) {
            throw new Call.UnreadableBody("the body is empty; expected JSON");
        }
        try {
            T value = READER.forType(type).readValue(bytes);
            if (value == null) {
                throw new Call.UnreadableBody("the body is null; expected an object");
            }
            return value;
        } catch (JacksonException e) {
            throw new Call.UnreadableBody(said(e));
        }
    }

    private static String said(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                    "'%s' is not known here; known are %s"
                            .formatted(path(e), names(unknown.getKnownPropertyIds()));
            case MismatchedInputException mismatched ->
                    path(e).isEmpty()
                            ? "the body must be " + kind(mismatched.getTargetType())
                            : "'%s' must be given, and be %s"
                                    .formatted(path(e), kind(mismatched.getTargetType()));
            case StreamReadException broken ->
                    "it is no JSON%s: %s"
                            .formatted(at(broken.getLocation()), broken.getOriginalMessage());
            default -> String.valueOf(e.getOriginalMessage());
        };
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String names(Collection<?> known) {
        return known == null
                ? "none"
                : String.join(", ", known.stream().map(String::valueOf).sorted().toList());
    }

    private static String kind(Class<?> type) {
        if (type == null || type == String.class) {
            return "a text";
        }
        if (type == Instant.class) {
            return "a time like 2026-01-31T12:00:00Z";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "a number" : "an object";
    }

    private static String at(TokenStreamLocation place) {
        return place == null || place.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr());
    }
}
