package dev.surefoot.schema.proof;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.proof.statement.AppStatement;

import java.util.List;
import java.util.Optional;

/**
 * What a statement came to, once.
 *
 * @param error what the server answered instead
 * @param columns of its result, in order; empty if it gives no rows
 * @param rows how many it returned or touched; 0 if neither
 * @param values the first rows of its result, as text, NULL as empty; at most {@link #KEPT}
 * @param atCommit what a deferred constraint would have against it at the end of its transaction
 */
public record Outcome(
        Optional<SqlError> error,
        List<Column> columns,
        long rows,
        List<List<Optional<String>>> values,
        Optional<SqlError> atCommit) {

    /** So many rows of a result are compared by value. */
    static final int KEPT = 1_000;

    public Outcome {
        columns = List.copyOf(columns);
        values = List.copyOf(values);
    }

    /** With nothing against it at the end of its transaction. */
    Outcome(
            Optional<SqlError> error,
            List<Column> columns,
            long rows,
            List<List<Optional<String>>> values) {
        this(error, columns, rows, values, Optional.empty());
    }

    /** The same, of which a deferred constraint says this. */
    Outcome with(Optional<SqlError> said) {
        return new Outcome(error, columns, rows, values, said);
    }

    /**
     * A column of a result.
     *
     * @param type its name on the server, with the schema unless it is a built-in one; without a
     *     length
     */
    public record Column(String name, String type) {}

    static Outcome failed(SqlError error) {
        return new Outcome(Optional.of(error), List.of(), 0, List.of());
    }

    static Outcome touched(long rows) {
        return new Outcome(Optional.empty(), List.of(), rows, List.of());
    }

    /** Five characters; {@code 00000} for success. */
    public String sqlState() {
        return error.map(SqlError::sqlState).orElse(AppStatement.SUCCESS);
    }

    /** Whether an object or a right is missing, which no row could mend. */
    boolean needsWhatIsNotThere() {
        return sqlState().startsWith("42") || sqlState().startsWith("3F");
    }

    /** SQLSTATE and message. */
    String inWords() {
        return error.isEmpty() ? sqlState() : sqlState() + " (" + message() + ")";
    }

    /** The server's message; empty text for success. */
    String message() {
        return error.map(SqlError::message).orElse("");
    }
}
