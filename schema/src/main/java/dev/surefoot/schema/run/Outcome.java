package dev.surefoot.schema.run;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.run.target.Blocker;

import java.util.List;

/** How a command on a target ended. Whatever it was, {@link TargetStatus} shows what is done. */
public sealed interface Outcome {
    /** All that was asked is done. */
    record Done(List<String> notes) implements Outcome {
        public Done {
            notes = List.copyOf(notes);
        }
    }

    /** Others are in the way, or it is not known whether they are; ask again later. */
    record Held(String reason, List<Blocker> blockers) implements Outcome {
        public Held {
            blockers = List.copyOf(blockers);
        }
    }

    /** A rule forbids it. */
    record Refused(String rule, String reason) implements Outcome {}

    /** The server refused a statement, which left nothing behind. */
    record Failed(String where, SqlError error) implements Outcome {}

    /** The role may not, or nobody could log in. */
    record NotAllowed(String reason) implements Outcome {}

    /** The server can't be reached, went away, has no room, or the lock was lost. */
    record CouldNot(String reason) implements Outcome {}
}
