package dev.surefoot.judge;

/** How exposure grows before Promote: by fixed steps. */
public sealed interface Pace permits Schedule {
    /** The highest share before Promote, in basis points. */
    int highestBp();
}
