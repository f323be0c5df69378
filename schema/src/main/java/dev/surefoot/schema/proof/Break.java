package dev.surefoot.schema.proof;

import java.util.Optional;

/**
 * A statement of an application that does not come to the same any more.
 *
 * @param statement its id
 * @param sql its text
 * @param words in short: a SQLSTATE, {@code columns: name gone}, {@code rows: 2 to 0} or {@code
 *     values: differ}
 * @param sqlState where it ends in an error now
 * @param message the server's, where it ends in an error now; else empty
 * @param after the step of the change after which it was seen first; empty if not told
 */
public record Break(
        String statement,
        String sql,
        Kind kind,
        String words,
        Optional<String> sqlState,
        String message,
        String after) {

    /** In what it differs, the strongest first. */
    public enum Kind {
        /** Its SQLSTATE. */
        STATE,
        /** Its row description. */
        COLUMNS,
        /** How many rows it returns or touches. */
        ROWS,
        /** What its rows hold. */
        VALUES
    }

    Break after(String step) {
        return new Break(statement, sql, kind, words, sqlState, message, step);
    }

    /** As in a list: {@code s3=23502}. */
    @Override
    public String toString() {
        return statement + "=" + words;
    }
}
