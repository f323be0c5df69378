package dev.surefoot.schema.rule;

/** What a finding means for the change, gravest first. */
public enum Severity {
    /** Not so: the change is refused. */
    BLOCK,
    /** Something is not known that could make it a block; never a pass. */
    INCONCLUSIVE,
    /** To be known before it runs; does not hold it up. */
    WARN,
    /** Looked at, and found harmless. */
    NOTE;

    /** The graver of both. */
    public Severity or(Severity other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
