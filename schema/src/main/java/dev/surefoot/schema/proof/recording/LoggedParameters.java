package dev.surefoot.schema.proof.recording;

import dev.surefoot.schema.proof.statement.Parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Values as the server logs them: {@code Parameters: $1 = 'it''s', $2 = NULL}, up to version 15
 * with a small p. Quotes are doubled and nothing else is escaped, so what is between them is the
 * value, line ends included.
 */
final class LoggedParameters {
    private static final String HEAD = "parameters: ";
    private static final String NULL = "NULL";

    private final String text;
    private int at;

    private LoggedParameters(String text) {
        this.text = text;
        this.at = HEAD.length();
    }

    /** The values in a log entry's detail; empty if it is no such list, or one that is cut off. */
    static Optional<List<Parameter>> of(String detail) {
        return detail.toLowerCase(Locale.ROOT).startsWith(HEAD)
                ? new LoggedParameters(detail).all()
                : Optional.empty();
    }

    private Optional<List<Parameter>> all() {
        List<Parameter> all = new ArrayList<>();
        while (at < text.length()) {
            if (!all.isEmpty() && !skip(", ")) {
                return Optional.empty();
            }
            if (!skip("$" + (all.size() + 1) + " = ")) {
                return Optional.empty();
            }
            Optional<Parameter> one = skip(NULL) ? Optional.of(Parameter.none()) : quoted();
            if (one.isEmpty()) {
                return Optional.empty();
            }
            all.add(one.get());
        }
        return Optional.of(all);
    }

    private boolean skip(String expected) {
        boolean there = text.startsWith(expected, at);
        at += there ? expected.length() : 0;
        return there;
    }

    private Optional<Parameter> quoted() {
        if (!skip("'")) {
            return Optional.empty();
        }
        StringBuilder value = new StringBuilder();
        while (true) {
            int quote = text.indexOf('\'', at);
            if (quote < 0) {
                return Optional.empty();
            }
            value.append(text, at, quote);
            at = quote + 1;
            if (!skip("'")) {
                return Optional.of(Parameter.of(value.toString()));
            }
            value.append('\'');
        }
    }
}
