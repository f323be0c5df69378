package dev.surefoot.schema.sql;

import java.util.List;
import java.util.function.Function;

/**
 * A text cut into words, comments and statements by PostgreSQL's lexical rules, as psql cuts it:
 * dollar quotes, nested comments, {@code E''} strings (standard_conforming_strings on), semicolons
 * in parentheses (CREATE RULE) and in BEGIN ATOMIC bodies. Never fails: what is not closed runs to
 * the end of the text. A value; thread-safe.
 *
 * @param text what was scanned
 * @param tokens words, literals and single other characters, in order; no comments, no white space
 * @param comments in order, line comments without their line's end
 * @param statements from first to last token, without the semicolon; empty ones are left out
 */
public record SqlText(String text, List<Token> tokens, List<Span> comments, List<Span> statements) {

    public SqlText {
        tokens = List.copyOf(tokens);
        comments = List.copyOf(comments);
        statements = List.copyOf(statements);
    }

    /** A token and its kind. */
    public record Token(Kind kind, Span span) {
        /** Its text. */
        public String of(String text) {
            return span.of(text);
        }

        boolean isWord(String text, String word) {
            return kind == Kind.WORD && of(text).equalsIgnoreCase(word);
        }
    }

    /** What a token is. */
    public enum Kind {
        /** A key word or a name without quotes. */
        WORD,
        /** A string, a name in quotes, a dollar-quoted body. */
        QUOTED,
        /** One character of anything else, digits and operators included. */
        OTHER
    }

    /** Cuts the text. */
    public static SqlText scan(String text) {
        var lexed = new SqlLexer(text).run();
        var statements = StatementSplit.of(text, lexed.tokens());
        return new SqlText(text, lexed.tokens(), lexed.comments(), statements);
    }

    /** Whether the place lies in a comment. */
    public boolean inComment(int offset) {
        int last = before(comments, offset, span -> span);
        return last >= 0 && comments.get(last).contains(offset);
    }

    /** Whether the place lies in a string, a quoted name or a dollar-quoted body. */
    public boolean inQuotes(int offset) {
        int last = before(tokens, offset, Token::span);
        return last >= 0
                && tokens.get(last).kind() == Kind.QUOTED
                && tokens.get(last).span().contains(offset);
    }

    /** The tokens that begin in a part, for example in a statement. */
    public List<Token> tokensIn(Span part) {
        int from = before(tokens, part.start() - 1, Token::span) + 1;
        int to = before(tokens, part.end() - 1, Token::span) + 1;
        return tokens.subList(from, Math.max(from, to));
    }

    /** The part without white space and comments at its ends; empty at its start if only those. */
    public Span trim(Span part) {
        List<Token> inside = tokensIn(part);
        return inside.isEmpty()
                ? new Span(part.start(), part.start())
                : new Span(inside.getFirst().span().start(), inside.getLast().span().end());
    }

    /** The last element that begins at or before a place; -1 if none does. */
    private static <T> int before(List<T> sorted, int offset, Function<T, Span> span) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (span.apply(sorted.get(middle)).start() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
