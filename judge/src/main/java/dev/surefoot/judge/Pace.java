package dev.surefoot.judge;

/** How exposure grows before Promote: by fixed steps, or by what a release may cost. */
public sealed interface Pace permits Schedule, Budget {
    /** The highest share before Promote, in basis points. */
    int highestBp();
}
