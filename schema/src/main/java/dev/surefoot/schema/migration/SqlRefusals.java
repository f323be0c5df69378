package dev.surefoot.schema.migration;

import dev.surefoot.schema.sql.Lines;
import dev.surefoot.schema.sql.Span;
import dev.surefoot.schema.sql.SqlText;
import dev.surefoot.schema.sql.SqlText.Kind;
import dev.surefoot.schema.sql.SqlText.Token;

import java.util.List;

/** Refuses what is for psql and not for a server: meta-commands and data in the script. Pure. */
final class SqlRefusals {
    private SqlRefusals() {}

    static void refuse(String path, SqlText sql) throws UnreadableMigrations {
        String text = sql.text();
        for (Span statement : sql.statements()) {
            if (copiesFromStdin(text, sql.tokensIn(statement))) {
                throw new UnreadableMigrations(
                        path,
                        new Lines(text).at(statement.start()),
                        "COPY … FROM STDIN reads data from the script, which only psql does;"
                                + " write INSERT instead, or load the data by a job");
            }
        }
        for (Token token : sql.tokens()) {
            int at = token.span().start();
            if (token.kind() == Kind.OTHER && text.charAt(at) == '\\') {
                throw new UnreadableMigrations(
                        path,
                        new Lines(text).at(at),
                        "\""
                                + text.substring(at).lines().findFirst().orElse("\\").strip()
                                + "\" is a command of psql, not SQL; write it as SQL or delete it");
            }
        }
    }

    private static boolean copiesFromStdin(String text, List<Token> tokens) {
        if (!isWord(text, tokens.getFirst(), "copy")) {
            return false;
        }
        for (int i = 1; i < tokens.size(); i++) {
            if (isWord(text, tokens.get(i), "stdin") && isWord(text, tokens.get(i - 1), "from")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(String text, Token token, String word) {
        return token.kind() == Kind.WORD && token.of(text).equalsIgnoreCase(word);
    }
}
