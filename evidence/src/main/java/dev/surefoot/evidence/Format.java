package dev.surefoot.evidence;

/** The formats that this version reads. */
public enum Format {
    /** JUnit XML in any of its dialects. */
    JUNIT_XML,
    /** CycloneDX 1.2 to 1.7 as JSON. */
    CYCLONEDX_JSON,
    /** CycloneDX 1.2 to 1.7 as XML. */
    CYCLONEDX_XML,
    /** Trivy's JSON, SchemaVersion 2. */
    TRIVY_JSON,
    /** A DSSE envelope, or JSON Lines of them. */
    DSSE,
    /** An in-toto statement that nobody signed; only looked at offline. */
    IN_TOTO_STATEMENT
}
