package dev.surefoot.schema.run;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.run.target.Blocker;

import java.util.List;

/** What an attempt to run a step led to. */
sealed interface Seen {
    /** Done and in the journal. */
    record Ran() implements Seen {}

    /** Not tried: somebody has held a conflicting lock for too long to queue behind. */
    record Busy(List<Blocker> blockers) implements Seen {}

    /** No lock within the timeout. */
    record LockTimedOut(List<Blocker> blockers) implements Seen {}

    /** Two waited for each other. */
    record Deadlocked() implements Seen {}

    /** Ended because others waited for it for longer than the budget. */
    record Stalling(List<Blocker> waiters) implements Seen {}

    /** It took too long. */
    record TimedOut() implements Seen {}

    /** The server runs it only by itself. */
    record NeedsNoTransaction() implements Seen {}

    /** A rule forbids it. */
    record Refused(String rule, String reason) implements Seen {}

    /** The server refused it. */
    record Failed(SqlError error) implements Seen {}

    /** Somebody else has the lock now. */
    record Fenced() implements Seen {}

    /** The connection is gone, or there is no room. */
    record Gone(SqlError error, boolean full) implements Seen {}
}
