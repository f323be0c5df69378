package dev.surefoot.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * What a file is at first sight, by its bytes alone: the syntax, and how the text starts. The
 * parsers find the real encoding themselves; in each of UTF-8, UTF-16 and the ISO-8859 family the
 * first character that counts has its ASCII code once zero bytes are passed over.
 *
 * @param syntax the syntax that the first character announces
 * @param start the first characters, for messages
 */
record Sniffed(Syntax syntax, String start) {
    /** The syntax that a parser will be tried for. */
    enum Syntax {
        XML,
        JSON,
        /** White space, zero bytes or nothing. */
        EMPTY,
        OTHER
    }

    private static final int SHOWN = 40;

    static Sniffed of(byte[] bytes) {
        int at = markLength(bytes);
        while (at < bytes.length && isBlank(bytes[at])) {
            at++;
        }
        if (at == bytes.length) {
            return new Sniffed(Syntax.EMPTY, "");
        }
        Syntax syntax =
                switch (bytes[at]) {
                    case '<' -> Syntax.XML;
                    case '{', '[' -> Syntax.JSON;
                    default -> Syntax.OTHER;
                };
        int shown = Math.min(SHOWN, bytes.length - at);
        return new Sniffed(syntax, new String(bytes, at, shown, ISO_8859_1));
    }

    private static boolean isBlank(byte b) {
        return b == 0 || b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    private static int markLength(byte[] b) {
        if (starts(b, 0xEF, 0xBB, 0xBF)) {
            return 3;
        }
        return starts(b, 0xFE, 0xFF) || starts(b, 0xFF, 0xFE) ? 2 : 0;
    }

    private static boolean starts(byte[] bytes, int... first) {
        if (bytes.length < first.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if ((bytes[i] & 0xFF) != first[i]) {
                return false;
            }
        }
        return true;
    }
}
