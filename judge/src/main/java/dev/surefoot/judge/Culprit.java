package dev.surefoot.judge;

/**
 * What a rollback is blamed on.
 *
 * @param kind the metric or rail
 * @param seen the value that was too much, in the unit of the kind
 * @param bound what it was held against
 * @param alone false if only several metrics together were enough; this one contributed most
 * @param name which of its kind: the boundary in seconds, the event, the burn-rate windows; or ""
 */
public record Culprit(Kind kind, double seen, double bound, boolean alone, String name) {
    /** A culprit that is the only one of its kind, and enough alone. */
    public Culprit(Kind kind, double seen, double bound) {
        this(kind, seen, bound, true, "");
    }

    /** Metric or rail. */
    public enum Kind {
        /** More errors than the baseline's: all evidence together against 1/α. */
        ERRORS(true),
        /** More requests slower than a boundary: likewise. */
        LATENCY(true),
        /** More of an event of the plan: likewise. */
        EVENT(true),
        /** Not ready while the baseline was: consecutive windows. */
        READINESS(false),
        /** Restarts beyond the baseline's. */
        RESTARTS(false),
        /** Killed for memory: number of kills. */
        OUT_OF_MEMORY(false),
        /** Close to one of its limits, which the baseline is not: consecutive windows. */
        LIMIT(false),
        /** Too many errors for any version: evidence against 1000. */
        ERROR_RATE(false),
        /** Errors that would use up the error budget in two days: evidence against 1000. */
        FAST_BURN(false),
        /** Errors use up the error budget too fast over two windows of time: burn rate. */
        BURN_RATE(false),
        /** More failed requests than this release may cost. */
        HARM(false);

        private final boolean compared;

        Kind(boolean compared) {
            this.compared = compared;
        }

        /** Found by comparison with the baseline; everything else is a rail. */
        public boolean compared() {
            return compared;
        }
    }
}
