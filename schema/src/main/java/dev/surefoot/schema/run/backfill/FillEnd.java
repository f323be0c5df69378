package dev.surefoot.schema.run.backfill;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.run.target.Blocker;

import java.util.List;

/** How a run of a backfill ended. */
public sealed interface FillEnd {
    /** Every row is right, as a query over the whole table found. */
    record Verified(long changed) implements FillEnd {}

    /** It stands still for somebody else's sake; it may be run again. */
    record Held(String reason, List<Blocker> blockers) implements FillEnd {
        public Held {
            blockers = List.copyOf(blockers);
        }
    }

    /** All passes are done and rows are still not right. */
    record Unfinished(long left) implements FillEnd {}

    /** The server refused a batch. */
    record Failed(SqlError error) implements FillEnd {}

    /** Somebody else has the lock now. */
    record Fenced() implements FillEnd {}

    /** The connection is gone, or the disk is full. */
    record CouldNot(SqlError error) implements FillEnd {}
}
