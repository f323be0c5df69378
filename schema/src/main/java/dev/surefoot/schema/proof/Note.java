package dev.surefoot.schema.proof;

/**
 * Something worth a warning, and no break.
 *
 * @param statement its id
 * @param words for {@link Kind#EXTRA_COLUMN} {@code c:int4}; for {@link Kind#WARM} the SQLSTATE and
 *     message
 */
public record Note(String statement, Kind kind, String words) {

    /** What is to be warned of; both are rule C13. */
    public enum Kind {
        /** A column at the end of a result that was not there before. */
        EXTRA_COLUMN,
        /** A statement that a connection prepared before the change fails once inside it. */
        WARM
    }
}
