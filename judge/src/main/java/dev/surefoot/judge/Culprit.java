package dev.surefoot.judge;

/**
 * What a rollback is blamed on.
 *
 * @param kind the metric or rail
 * @param seen the value that was too much, in the unit of the kind
 * @param bound what it was held against
 */
public record Culprit(Kind kind, double seen, double bound) {
    /** Metric or rail. */
    public enum Kind {
        /** More errors than the baseline's: e-value against 1/α. */
        ERRORS,
        /** Not ready while the baseline was: consecutive windows. */
        READINESS,
        /** Restarts beyond the baseline's. */
        RESTARTS,
        /** Killed for memory: number of kills. */
        OUT_OF_MEMORY,
        /** Too many errors for any version: evidence against 1000. */
        ERROR_RATE
    }
}
