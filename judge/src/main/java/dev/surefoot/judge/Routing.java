package dev.surefoot.judge;

/** How requests reach the canary; it decides which statistical promise can be made. */
public enum Routing {
    /** Every request is drawn anew: the comparison is exact. */
    REQUEST,
    /** A user stays with one arm, so that failures come in clusters: evidence is damped. */
    USER,
    /** Nobody said; treated like {@link #USER}. */
    UNKNOWN
}
