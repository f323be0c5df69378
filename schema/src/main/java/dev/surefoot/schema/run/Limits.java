package dev.surefoot.schema.run;

import java.time.Duration;

/**
 * What a runner keeps to.
 *
 * @param lockTimeout how long a statement queues for a lock, and others behind it
 * @param stallBudget how long anybody may wait for us; longer ends our statement
 * @param statementTimeout of a statement whose duration nobody predicted
 * @param attempts for a lock
 * @param patience for a lock
 * @param lockWait how long to wait for another runner
 */
public record Limits(
        Duration lockTimeout,
        Duration stallBudget,
        Duration statementTimeout,
        int attempts,
        Duration patience,
        Duration lockWait) {
    static final int STALLS = 3;
    static final int INDEX_TRIES = 3;
    static final Duration INDEX_LOCK_TIMEOUT = Duration.ofMinutes(10);
    static final Duration LEAST_STATEMENT_TIMEOUT = Duration.ofSeconds(1);

    /** The most that {@link #lockTimeout} may be. */
    public static final Duration MOST_LOCK_TIMEOUT = Duration.ofSeconds(2);

    /** The usual ones. */
    public static final Limits USUAL =
            new Limits(
                    Duration.ofMillis(200),
                    Duration.ofMillis(500),
                    Duration.ofMinutes(5),
                    40,
                    Duration.ofMinutes(30),
                    Duration.ofSeconds(45));

    public Limits {
        if (lockTimeout.compareTo(MOST_LOCK_TIMEOUT) > 0
                || lockTimeout.compareTo(stallBudget) > 0
                || lockTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "a lock timeout of "
                            + lockTimeout.toMillis()
                            + " ms is not above 0 and at most the stall budget ("
                            + stallBudget.toMillis()
                            + " ms) and 2000 ms");
        }
    }

    /** The same with so much time for a statement that keeps nobody waiting. */
    public Limits withStatementTimeout(Duration other) {
        return new Limits(lockTimeout, stallBudget, other, attempts, patience, lockWait);
    }

    /** For statements that wait without being in the way. */
    Limits forIndexes() {
        return new Limits(
                lockTimeout, stallBudget, statementTimeout, INDEX_TRIES, patience, lockWait);
    }
}
