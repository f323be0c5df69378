package dev.surefoot.schema.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a statement's words one after another. Not thread-safe. */
final class WordReader {
    private final List<String> words;
    private int at;

    WordReader(List<String> words) {
        this.words = words;
    }

    /** Whether the next words are these; then they are read. */
    boolean take(String... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (at + i >= words.size() || !words.get(at + i).equals(expected[i])) {
                return false;
            }
        }
        at += expected.length;
        return true;
    }

    /** Reads on behind a word, wherever it stands. */
    boolean skipTo(String word) {
        for (int i = at; i < words.size(); i++) {
            if (words.get(i).equals(word)) {
                at = i + 1;
                return true;
            }
        }
        return false;
    }

    /** Whether a word comes later. */
    boolean ahead(String word) {
        return words.subList(at, words.size()).contains(word);
    }

    /** A name with or without schema, as the server resolves it; empty if none stands here. */
    Optional<String> name() {
        StringBuilder name = new StringBuilder();
        while (at < words.size() && isIdentifier(words.get(at))) {
            String word = words.get(at++);
            name.append(word.startsWith("\"") ? word : word.toLowerCase(Locale.ROOT));
            if (at < words.size() && words.get(at).equals(".")) {
                name.append('.');
                at++;
            } else {
                return Optional.of(name.toString());
            }
        }
        return Optional.empty();
    }

    private static boolean isIdentifier(String word) {
        char first = word.charAt(0);
        return first == '"' || Character.isLetter(first) || first == '_';
    }
}
