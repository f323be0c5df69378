package dev.surefoot.schema.proof.statement;

/** Where statements come from, strongest first. */
public enum StatementSource {
    /** A recording of the application's own tests, in order, with values. */
    RECORDING,
    /** A file that somebody wrote. */
    FILE,
    /** The server's statistics: texts without values. Proves a break, never a write's pass. */
    PG_STAT_STATEMENTS
}
