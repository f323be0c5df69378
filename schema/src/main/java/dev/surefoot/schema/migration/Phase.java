package dev.surefoot.schema.migration;

/** The phases of a schema change, in their order. */
public enum Phase {
    /** Adds what the new version needs; the old version goes on as before. */
    EXPAND,
    /** Fills what was added, while both versions live. */
    BACKFILL,
    /** Takes away what nobody uses any more. */
    CONTRACT
}
