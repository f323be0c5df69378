package dev.surefoot.evidence;

/** What a claim's document spoke about. */
public enum Relation {
    /** The artifact with this digest. */
    ABOUT_DIGEST,
    /** The source commit. */
    ABOUT_SOURCE,
    /** The source commit, carried to the artifact by verified provenance. */
    DERIVED
}
