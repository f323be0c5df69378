package dev.surefoot.schema.proof;

/** The states of a database through a change, in their order. */
public enum State {
    /** As it is now. */
    BEFORE,
    /** What the new version needs is there. */
    EXPANDED,
    /** What was added is filled. */
    BACKFILLED,
    /** What nobody uses any more is gone. */
    CONTRACTED
}
