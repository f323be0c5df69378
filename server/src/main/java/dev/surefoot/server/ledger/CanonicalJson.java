package dev.surefoot.server.ledger;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes canonical JSON (RFC 8785) for the values that a ledger may hold: strings, integers within
 * ±2^53, booleans, lists and maps of these. A floating-point number is refused: its text differs
 * between languages, so a double goes in as a string.
 */
public final class CanonicalJson {
    private static final long SAFE_INTEGER = 1L << 53;

    private CanonicalJson() {}

    /**
     * The canonical UTF-8 bytes of {@code value}.
     *
     * @throws IllegalArgumentException naming the value that has no canonical form here
     */
    public static byte[] write(Map<String, ?> value) {
        StringBuilder out = new StringBuilder(256);
        append(out, value);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder out, Object value) {
        switch (value) {
            case String text -> appendString(out, text);
            case Integer number -> out.append(number.intValue());
            case Long number -> appendLong(out, number);
            case Boolean bool -> out.append(bool.booleanValue());
            case List<?> list -> appendList(out, list);
            case Map<?, ?> map -> appendMap(out, map);
            default ->
                    throw new IllegalArgumentException(
                            "no canonical form for "
                                    + value.getClass().getName()
                                    + " "
                                    + value
                                    + ": write it as a string or an integer");
        }
    }

    private static void appendLong(StringBuilder out, long number) {
        if (number > SAFE_INTEGER || number < -SAFE_INTEGER) {
            throw new IllegalArgumentException(
                    "integer " + number + " is outside ±2^53: write it as a string");
        }
        out.append(number);
    }

    private static void appendList(StringBuilder out, List<?> list) {
        out.append('[');
        String separator = "";
        for (Object item : list) {
            out.append(separator);
            append(out, item);
            separator = ",";
        }
        out.append(']');
    }

    private static void appendMap(StringBuilder out, Map<?, ?> map) {
        // RFC 8785 §3.2.3 sorts by UTF-16 code units, which is String's natural order.
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((key, item) -> sorted.put((String) key, item));
        out.append('{');
        String separator = "";
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            out.append(separator);
            appendString(out, entry.getKey());
            out.append(':');
            append(out, entry.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private static void appendString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
