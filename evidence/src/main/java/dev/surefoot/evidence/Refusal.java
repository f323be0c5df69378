package dev.surefoot.evidence;

/** Why a submission was not read at all. */
public enum Refusal {
    /** No file was submitted. */
    NO_FILES,
    /** A file is empty or holds white space alone. */
    EMPTY,
    /** A file is not well-formed, for example truncated. */
    MALFORMED,
    /** A file refers to an entity other than XML's five, as entity attacks do. */
    ENTITY_REFUSED,
    /** A JSON object has the same key twice. */
    DUPLICATE_KEY,
    /** A file is larger, deeper or longer than what is read. */
    LIMIT_EXCEEDED,
    /** No format that this version reads. */
    UNKNOWN_FORMAT,
    /** A known kind of document that this version can't verify. */
    UNSUPPORTED,
    /** A known format in a version that is not read. */
    UNSUPPORTED_VERSION,
    /** A file breaks the schema of its format and version. */
    SCHEMA_INVALID,
    /** A file names another artifact than the one it was submitted for. */
    SUBJECT_MISMATCH
}
