package dev.surefoot.schema.proof;

/**
 * What an old reader meets in rows of the new version.
 *
 * @param statement the reader's id
 * @param column of its result; empty where it is about the whole
 * @param words what was seen
 */
public record ReaderFinding(String statement, String column, Kind kind, String words) {

    /** Whether the reader can't be expected to go on. */
    public boolean fails() {
        return switch (kind) {
            case ERROR, JSON_REMOVED, JSON_RETYPED -> true;
            case NEW_LABEL, NEW_NULL, WIDER -> false;
        };
    }

    /** Kinds of what is met. */
    public enum Kind {
        /** The reader ends in an error. */
        ERROR,
        /** A path that every document had is missing. */
        JSON_REMOVED,
        /** A path has a type that it never had. */
        JSON_RETYPED,
        /** A label of an enum that no row had before. */
        NEW_LABEL,
        /** NULL where no row had one before. */
        NEW_NULL,
        /** A text longer than any before. */
        WIDER
    }
}
