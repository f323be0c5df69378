package dev.surefoot.schema.sql;

import dev.surefoot.schema.sql.SqlText.Kind;
import dev.surefoot.schema.sql.SqlText.Token;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into tokens and comments by PostgreSQL's lexical rules. Not thread-safe. */
final class SqlLexer {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Span> comments = new ArrayList<>();
    private int at;

    record Lexed(List<Token> tokens, List<Span> comments) {}

    SqlLexer(String text) {
        this.text = text;
    }

    Lexed run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isSpace(c)) {
                at++;
            } else if (text.startsWith("--", at)) {
                comment(endOfLine());
            } else if (text.startsWith("/*", at)) {
                comment(endOfBlock());
            } else if (c == '\'') {
                token(Kind.QUOTED, endOfQuote(at, '\'', false));
            } else if (c == '"') {
                token(Kind.QUOTED, endOfQuote(at, '"', false));
            } else if (c == '$') {
                dollar();
            } else if (startsWord(c)) {
                word();
            } else if (isDigit(c)) {
                token(Kind.OTHER, endOfNumber());
            } else {
                token(Kind.OTHER, at + 1);
            }
        }
        return new Lexed(tokens, comments);
    }

    private void token(Kind kind, int end) {
        tokens.add(new Token(kind, new Span(at, end)));
        at = end;
    }

    private void comment(int end) {
        comments.add(new Span(at, end));
        at = end;
    }

    /** A word, or the letter before a string: E'' alone knows backslashes; B, N, U&, X don't. */
    private void word() {
        int end = at + 1;
        while (end < text.length() && continuesWord(text.charAt(end))) {
            end++;
        }
        boolean single = end == at + 1;
        char letter = Character.toLowerCase(text.charAt(at));
        if (single && letter == 'e' && charAt(end) == '\'') {
            token(Kind.QUOTED, endOfQuote(end, '\'', true));
        } else if (single && letter == 'u' && text.startsWith("&\"", end)) {
            token(Kind.QUOTED, endOfQuote(end + 1, '"', false));
        } else {
            token(Kind.WORD, end);
        }
    }

    /** {@code $tag$ … $tag$}, or a parameter such as {@code $1}. */
    private void dollar() {
        int end = at + 1;
        if (isDigit(charAt(end))) {
            token(Kind.OTHER, end + 1);
            return;
        }
        while (end < text.length() && continuesTag(text.charAt(end))) {
            end++;
        }
        if (charAt(end) != '$') {
            token(Kind.OTHER, at + 1);
            return;
        }
        String tag = text.substring(at, end + 1);
        int closing = text.indexOf(tag, end + 1);
        token(Kind.QUOTED, closing < 0 ? text.length() : closing + tag.length());
    }

    private int endOfQuote(int opening, char quote, boolean backslashes) {
        int i = opening + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\' && backslashes) {
                i += 2;
            } else if (c == quote && charAt(i + 1) == quote) {
                i += 2;
            } else if (c == quote) {
                return i + 1;
            } else {
                i++;
            }
        }
        return text.length();
    }

    private int endOfLine() {
        int end = at;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private int endOfBlock() {
        int depth = 0;
        int i = at;
        while (i < text.length()) {
            if (text.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (text.startsWith("*/", i)) {
                i += 2;
                if (--depth == 0) {
                    return i;
                }
            } else {
                i++;
            }
        }
        return text.length();
    }

    private int endOfNumber() {
        int end = at + 1;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean startsWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean continuesWord(char c) {
        return continuesTag(c) || c == '$';
    }

    private static boolean continuesTag(char c) {
        return startsWord(c) || isDigit(c);
    }
}
