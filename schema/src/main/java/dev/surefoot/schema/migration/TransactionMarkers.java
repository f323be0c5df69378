package dev.surefoot.schema.migration;

import dev.surefoot.schema.migration.MigrationFile.Wrapping;
import dev.surefoot.schema.sql.Span;
import dev.surefoot.schema.sql.SqlText;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What tools say of transactions in comments, or do without being told. Sources: sqlx ({@code --
 * no-transaction} first in the file), goose ({@code -- +goose NO TRANSACTION}), sql-migrate ({@code
 * -- +migrate Up notransaction}), dbmate ({@code -- migrate:up transaction:false}). golang-migrate
 * has no marker: it sends a file as one query, so a single statement runs outside a transaction.
 * Flyway looks for statements that can't run in one. Pure.
 */
final class TransactionMarkers {
    private static final List<Pattern> COMMENTS =
            List.of(
                    Pattern.compile("-- ?\\+goose no transaction\\b.*"),
                    Pattern.compile("-- ?\\+migrate (?:up|down)\\b.*\\bnotransaction\\b.*"),
                    Pattern.compile("--\\s*migrate:(?:up|down)\\b.*\\btransaction:false\\b.*"));
    private static final Pattern ALONE =
            Pattern.compile(
                    "(?:create|drop) (?:database|tablespace|subscription)\\b.*"
                            + "|alter system\\b.*"
                            + "|(?:create|drop)(?: unique)? index concurrently\\b.*"
                            + "|reindex\\b.*\\bconcurrently\\b.*"
                            + "|reindex (?:\\w+ )?(?:schema|database|system)\\b.*"
                            + "|vacuum\\b.*"
                            + "|discard all");

    private TransactionMarkers() {}

    static Optional<Wrapping> of(SqlText sql) {
        for (Span comment : sql.comments()) {
            String words = comment.of(sql.text()).strip().toLowerCase(Locale.ROOT);
            boolean sqlx = comment.start() == 0 && words.startsWith("-- no-transaction");
            if (sqlx || COMMENTS.stream().anyMatch(p -> p.matcher(words).matches())) {
                return Optional.of(Wrapping.STATEMENT);
            }
        }
        return Optional.empty();
    }

    /** Whether the layout's tool leaves the transaction out by itself. */
    static boolean toolRunsAlone(Layout layout, Draft draft) {
        return switch (layout) {
            case FLYWAY -> draft.statements().stream().anyMatch(s -> needsAlone(s, draft.sql()));
            case PAIRS ->
                    draft.statements().size() == 1
                            && needsAlone(draft.statements().getFirst(), draft.sql());
            case DIESEL, PLAIN -> false;
        };
    }

    private static boolean needsAlone(Statement statement, SqlText sql) {
        var span = new Span(statement.offset(), statement.offset() + statement.text().length());
        var words = new StringBuilder();
        for (SqlText.Token token : sql.tokensIn(span).stream().limit(6).toList()) {
            words.append(words.isEmpty() ? "" : " ").append(token.of(sql.text()));
        }
        return ALONE.matcher(words.toString().toLowerCase(Locale.ROOT)).matches();
    }
}
