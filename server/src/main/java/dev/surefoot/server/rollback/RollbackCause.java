package dev.surefoot.server.rollback;

/**
 * Why a version is taken back.
 *
 * @param actor who decided: a person's token name, or {@code surefoot}
 * @param explanation in words for people
 */
public record RollbackCause(Kind kind, String actor, String explanation) {
    /** What kind of cause. */
    public enum Kind {
        /** The comparison with the baseline. */
        JUDGE,
        /** An absolute limit: readiness, restarts, error rate. */
        RAIL,
        /** Somebody said so. */
        PERSON,
        /** Its instances died. */
        CANARY_DEAD,
        /** The split could not be applied or read back in time. */
        TRAFFIC_UNKNOWN,
        /** No decision by the deadline, and the plan says to go back then. */
        DEADLINE,
        /** A hold that nobody answered. */
        HOLD_EXPIRED
    }
}
