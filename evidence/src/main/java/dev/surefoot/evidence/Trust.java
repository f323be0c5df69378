package dev.surefoot.evidence;

/** How far a claim can be believed, from most to least. */
public enum Trust {
    /** Surefoot observed it itself. */
    FIRST_HAND,
    /** A verified signature by an identity that the policy allows. */
    SIGNED_VERIFIED,
    /** An authenticated caller said so; authentication is no signature. */
    SUBMITTER_AUTHENTICATED,
    /** Read offline; a server never stores it. */
    UNVERIFIED;

    /** Whether a claim of this trust may replace one of the other. */
    public boolean atLeast(Trust other) {
        return compareTo(other) <= 0;
    }
}
