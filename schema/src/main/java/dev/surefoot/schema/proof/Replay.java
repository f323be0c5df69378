package dev.surefoot.schema.proof;

import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.SqlKind;
import dev.surefoot.schema.proof.statement.StatementSource;
import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.shadow.ShadowDatabase;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends all statements of an application once and leaves the database as it was, but for its
 * sequences. Nobody may be connected to the database when a recording is replayed, since that
 * happens on a copy.
 */
sealed interface Replay permits LooseReplay, RecordedReplay {

    /** What each statement came to, by its id; those that can't be replayed are left out. */
    Map<String, Outcome> once(ShadowDatabase database) throws SQLException;

    /** The way of replaying that fits these statements. */
    static Replay of(Statements statements, Typing typing) {
        return statements.source() == StatementSource.RECORDING
                ? new RecordedReplay(statements.all(), typing)
                : new LooseReplay(statements.all(), typing);
    }

    /** Why a statement proves nothing, whatever it comes to; empty for one that can. */
    static Optional<String> unprovable(AppStatement statement, StatementSource source) {
        boolean recorded = source == StatementSource.RECORDING;
        return switch (statement.kind()) {
            case READ -> Optional.empty();
            case WRITE ->
                    source == StatementSource.PG_STAT_STATEMENTS
                            ? Optional.of("the values that it writes are not known")
                            : Optional.empty();
            case COPY -> Optional.of("the rows that COPY brings are not known");
            case TRANSACTION, SESSION ->
                    recorded
                            ? Optional.empty()
                            : Optional.of("it concerns a connection; a recording can replay it");
            case IDENTITY -> Optional.of("it would change who the replay is");
            case SCHEMA -> Optional.of("it changes the schema");
        };
    }

    /** Whether it is sent at all. */
    static boolean sent(AppStatement statement, boolean recorded) {
        return switch (statement.kind()) {
            case READ, WRITE, COPY -> true;
            case SESSION -> recorded;
            case TRANSACTION, IDENTITY, SCHEMA -> false;
        };
    }

    /** As whom a statement is sent. */
    static String role(AppStatement statement) {
        return statement.role().orElse(Roles.ASSUMED);
    }

    /** Whether only the kind {@link SqlKind#TRANSACTION} is meant. */
    static boolean isTransaction(AppStatement statement) {
        return statement.kind() == SqlKind.TRANSACTION;
    }

    /** The types to send a statement's parameters with; given types win. */
    static List<String> typed(AppStatement statement, Map<String, List<String>> inferred) {
        List<String> types = inferred.getOrDefault(statement.id(), List.of());
        boolean given = statement.params().stream().anyMatch(each -> each.type().isPresent());
        return given || types.size() != statement.params().size() ? List.of() : types;
    }
}
