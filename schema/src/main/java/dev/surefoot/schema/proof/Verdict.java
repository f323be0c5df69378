package dev.surefoot.schema.proof;

/** What a trial says. */
public enum Verdict {
    /** Everything that was to be tried was tried, and came to the same. */
    PASS,
    /** Something broke. */
    FAIL,
    /** Nothing broke, and something could not be tried. */
    INCONCLUSIVE
}
