package dev.surefoot.schema.sql;

import dev.surefoot.schema.sql.SqlText.Kind;
import dev.surefoot.schema.sql.SqlText.Token;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the semicolons that end statements, by psql's rule: not in parentheses, and not between
 * BEGIN and its END in CREATE FUNCTION or PROCEDURE (source: psqlscan.l). Not thread-safe.
 */
final class StatementSplit {
    private static final List<String> ROUTINE_WORDS =
            List.of("create", "or", "replace", "function", "procedure");

    private final String text;
    private final List<Span> statements = new ArrayList<>();
    private int parentheses;
    private int bodies;
    private StringBuilder opening = new StringBuilder();

    private StatementSplit(String text) {
        this.text = text;
    }

    static List<Span> of(String text, List<Token> tokens) {
        var split = new StatementSplit(text);
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (split.ends(tokens.get(i))) {
                split.add(tokens, from, i);
                from = i + 1;
            }
        }
        split.add(tokens, from, tokens.size());
        return split.statements;
    }

    private void add(List<Token> tokens, int from, int to) {
        if (to > from) {
            int start = tokens.get(from).span().start();
            statements.add(new Span(start, tokens.get(to - 1).span().end()));
        }
        parentheses = 0;
        bodies = 0;
        opening = new StringBuilder();
    }

    private boolean ends(Token token) {
        if (token.kind() == Kind.WORD) {
            word(token.of(text).toLowerCase(Locale.ROOT));
        } else if (token.kind() == Kind.OTHER) {
            switch (text.charAt(token.span().start())) {
                case '(' -> parentheses++;
                case ')' -> parentheses = Math.max(0, parentheses - 1);
                case ';' -> {
                    return parentheses == 0 && bodies == 0;
                }
                default -> {}
            }
        }
        return false;
    }

    private void word(String word) {
        if (opening.length() < 4) {
            opening.append(ROUTINE_WORDS.contains(word) ? word.charAt(0) : '-');
        }
        if (parentheses > 0) {
            return;
        }
        switch (word) {
            case "begin" -> bodies += isRoutine() ? 1 : 0;
            case "case" -> bodies += bodies > 0 ? 1 : 0;
            case "end" -> bodies = Math.max(0, bodies - 1);
            default -> {}
        }
    }

    private boolean isRoutine() {
        String start = opening.toString();
        return start.startsWith("cf")
                || start.startsWith("cp")
                || start.startsWith("corf")
                || start.startsWith("corp");
    }
}
