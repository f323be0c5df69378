package dev.surefoot.evidence;

/** The formats that this version reads. */
public enum Format {
    /** JUnit XML in any of its dialects. */
    JUNIT_XML,
    /** CycloneDX 1.2 to 1.7 as JSON. */
    CYCLONEDX_JSON,
    /** CycloneDX 1.2 to 1.7 as XML. */
    CYCLONEDX_XML
}
