package dev.surefoot.server.json;

import java.util.List;
import java.util.Optional;

/** A value in a YAML text, with its place; lines and columns count from 1. Immutable. */
public sealed interface YamlNode {
    int line();

    int column();

    /**
     * A single value.
     *
     * @param text as written, quotes and escapes resolved
     * @param plain written without quotes, so that {@code 5} is a number and {@code true} a boolean
     */
    record Scalar(int line, int column, String text, boolean plain) implements YamlNode {}

    /** Values in order. */
    record Sequence(int line, int column, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Values by key, in the text's order; no key twice. */
    record Mapping(int line, int column, List<Entry> entries) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The entry of this key. */
        public Optional<Entry> entry(String key) {
            return entries.stream().filter(each -> each.key().text().equals(key)).findFirst();
        }
    }

    /** A key and its value. */
    record Entry(Scalar key, YamlNode value) {}
}
