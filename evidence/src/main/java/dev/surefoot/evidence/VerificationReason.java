package dev.surefoot.evidence;

/**
 * Why a signed document is refused. Names of the whole verification, so that programs can rely on
 * them; those about certificates, timestamps and logs are for keyless signatures, which this
 * version recognises and doesn't verify.
 */
public enum VerificationReason {
    /** Not well-formed, or not what the format demands. */
    MALFORMED,
    /** Larger, deeper or longer than what is read. */
    LIMIT_EXCEEDED,
    /** A JSON object has the same key twice. */
    DUPLICATE_KEY,
    /** There is no signature at all. */
    NO_SIGNATURE,
    /** There is a signature and no key to check it with. */
    KEY_MISSING,
    /** No signature was made by any of the keys over these bytes. */
    SIGNATURE_INVALID,
    /** The certificate chain is empty. */
    CHAIN_EMPTY,
    /** The bundle brings its own root. */
    CHAIN_HAS_ROOT,
    /** The chain leads to no trusted root. */
    CHAIN_UNTRUSTED,
    /** The certificate was not valid at a trusted time. */
    CERTIFICATE_OUTSIDE_TIME,
    /** The certificate's transparency timestamp does not verify. */
    SCT_INVALID,
    /** Another issuer than demanded. */
    ISSUER_MISMATCH,
    /** Another identity than demanded: key id, verifier, or a key that may not say such a thing. */
    IDENTITY_MISMATCH,
    /** No trusted time. */
    NO_TRUSTED_TIME,
    /** A timestamp does not verify. */
    TIMESTAMP_INVALID,
    /** A timestamp by an authority that is not trusted. */
    TIMESTAMP_UNTRUSTED,
    /** Parts belong to different instances. */
    MIXED_INSTANCES,
    /** The trusted root is not in order. */
    ROOT_MALFORMED,
    /** A log entry is required and missing. */
    LOG_ENTRY_MISSING,
    /** The log entry is about something else. */
    LOG_ENTRY_MISMATCH,
    /** The log is not trusted. */
    LOG_UNTRUSTED,
    /** The log's promise does not verify. */
    SET_INVALID,
    /** The proof of inclusion is missing. */
    INCLUSION_MISSING,
    /** The proof of inclusion does not verify. */
    INCLUSION_INVALID,
    /** The checkpoint does not verify. */
    CHECKPOINT_INVALID,
    /** It is about another artifact. */
    SUBJECT_MISMATCH,
    /** The summary is about another resource than demanded. */
    RESOURCE_MISMATCH,
    /** The summary lists no such level. */
    LEVEL_MISSING,
    /** The summary says that verification failed. */
    NOT_PASSED;

    /** Whether the document is unreadable, and not merely not believed. */
    public boolean unreadable() {
        return this == MALFORMED || this == LIMIT_EXCEEDED || this == DUPLICATE_KEY;
    }

    /** The same reason where a reader found it first. */
    static VerificationReason of(Refusal refusal) {
        return switch (refusal) {
            case LIMIT_EXCEEDED -> LIMIT_EXCEEDED;
            case DUPLICATE_KEY -> DUPLICATE_KEY;
            case SUBJECT_MISMATCH -> SUBJECT_MISMATCH;
            case NO_FILES,
                    EMPTY,
                    MALFORMED,
                    ENTITY_REFUSED,
                    UNKNOWN_FORMAT,
                    UNSUPPORTED,
                    UNSUPPORTED_VERSION,
                    SCHEMA_INVALID ->
                    MALFORMED;
        };
    }
}
