package dev.surefoot.server.json;

import java.util.Optional;

/** Finds what makes a text no YAML before anything reads it: its length and its characters. */
final class Garbage {
    private Garbage() {}

    /** The first such place. */
    static Optional<YamlProblem> find(YamlFile file) {
        String text = file.text();
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (i >= YamlDocument.MAX_CHARACTERS) {
                return Optional.of(
                        problem(
                                file,
                                line,
                                column,
                                "the file has %,d characters, at most %,d are read; make it shorter"
                                        .formatted(text.length(), YamlDocument.MAX_CHARACTERS)));
            }
            if (!allowed(c)) {
                return Optional.of(
                        problem(
                                file,
                                line,
                                column,
                                ("character U+%04X is not allowed in YAML; save the file as"
                                                + " UTF-8 text")
                                        .formatted(c)));
            }
            if (c == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
            i += Character.charCount(c);
        }
        return Optional.empty();
    }

    /** YAML 1.2 §5.1, without the byte order mark inside a text. */
    private static boolean allowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0x7E)
                || c == 0x85
                || (c >= 0xA0 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    private static YamlProblem problem(YamlFile file, int line, int column, String message) {
        return new YamlProblem(file.name(), line, column, "", message);
    }
}
