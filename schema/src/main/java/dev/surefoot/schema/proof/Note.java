package dev.surefoot.schema.proof;

/**
 * Something worth a warning, and no break.
 *
 * @param statement its id
 * @param words for {@link Kind#EXTRA_COLUMN} {@code c:int4}; for {@link Kind#WARM} the SQLSTATE and
 *     message; for {@link Kind#NULL_YET} the column
 */
public record Note(String statement, Kind kind, String words) {

    /** What is to be warned of; the first two are rule C13, the third is C15. */
    public enum Kind {
        /** A column at the end of a result that was not there before. */
        EXTRA_COLUMN,
        /** A statement that a connection prepared before the change fails once inside it. */
        WARM,
        /** A column in which the new version finds NULL that is filled in the last state. */
        NULL_YET
    }
}
