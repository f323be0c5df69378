package dev.surefoot.schema.migration;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One {@code -- surefoot:} line as keys and values. A value is a word without white space and
 * quotes, or stands in double quotes, where {@code ""} means one.
 *
 * @param path the file, for messages
 * @param line the line, from 1, for messages
 */
record HeaderLine(String path, int line, Map<String, String> values) {

    static HeaderLine parse(String path, int line, String words) throws UnreadableMigrations {
        return new Reader(path, line, words).read();
    }

    UnreadableMigrations wrong(String message) {
        return new UnreadableMigrations(path, line, message);
    }

    /** The value of a key that this line must have. */
    String need(String key, String why) throws UnreadableMigrations {
        String value = values.get(key);
        if (value == null) {
            throw wrong("the surefoot line with " + why + " lacks " + key + "=; add it");
        }
        return value;
    }

    private static final class Reader {
        private final String path;
        private final int line;
        private final String text;
        private int at;

        Reader(String path, int line, String text) {
            this.path = path;
            this.line = line;
            this.text = text;
        }

        HeaderLine read() throws UnreadableMigrations {
            var values = new LinkedHashMap<String, String>();
            skipSpace();
            while (at < text.length()) {
                int start = at;
                while (at < text.length() && isKey(text.charAt(at))) {
                    at++;
                }
                String key = text.substring(start, at);
                if (key.isEmpty() || at == text.length() || text.charAt(at) != '=') {
                    throw wrong("expects key=value at \"" + text.substring(start) + "\"");
                }
                at++;
                String value = value(key);
                if (value.isBlank()) {
                    throw wrong("gives " + key + "= no value");
                }
                if (values.put(key, value) != null) {
                    throw wrong("gives " + key + "= twice; keep one");
                }
                skipSpace();
            }
            if (values.isEmpty()) {
                throw wrong("says nothing; write key=value or delete the line");
            }
            return new HeaderLine(path, line, values);
        }

        private String value(String key) throws UnreadableMigrations {
            if (at < text.length() && text.charAt(at) == '"') {
                return quoted(key);
            }
            int start = at;
            while (at < text.length() && !isSpace(text.charAt(at))) {
                if (text.charAt(at) == '"') {
                    throw wrong("has a quote within " + key + "=; put the whole value in quotes");
                }
                at++;
            }
            return text.substring(start, at);
        }

        private String quoted(String key) throws UnreadableMigrations {
            var value = new StringBuilder();
            for (at++; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c != '"') {
                    value.append(c);
                } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    value.append('"');
                    at++;
                } else {
                    at++;
                    if (at < text.length() && !isSpace(text.charAt(at))) {
                        throw wrong("has more behind the quoted value of " + key + "=");
                    }
                    return value.toString();
                }
            }
            throw wrong("never closes the quote of " + key + "=");
        }

        private UnreadableMigrations wrong(String message) {
            return new UnreadableMigrations(path, line, "the surefoot line " + message);
        }

        private void skipSpace() {
            while (at < text.length() && isSpace(text.charAt(at))) {
                at++;
            }
        }

        private static boolean isSpace(char c) {
            return c == ' ' || c == '\t';
        }

        private static boolean isKey(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
        }
    }
}
