package dev.surefoot.evidence;

/**
 * One file that was read, with its digest.
 *
 * @param name the submitter's name for it
 * @param digest SHA-256 of its bytes
 * @param content what it holds
 */
record RawFile(String name, Digest digest, Content content) {
    /** What a file holds, by its format. */
    sealed interface Content {
        /** A JUnit report. */
        record Tests(JUnitTally tally) implements Content {}

        /** A CycloneDX document. */
        record Materials(Bom bom, Format format) implements Content {}
    }
}
