package dev.surefoot.schema.run.backfill;

/**
 * Something that a backfill gives way to. Asked between batches, at most once a second; may throw
 * nothing: what can't be read is {@link Reading.Unreadable} and pauses as well.
 */
@FunctionalInterface
public interface Signal {
    /** How it stands now. */
    Reading read();

    /** What was read. */
    sealed interface Reading {
        /** Go on. */
        record Clear() implements Reading {}

        /** Pause, for this reason. */
        record Stop(String reason) implements Reading {}

        /** Pause until this is over: it ends by itself, so it is asked every few seconds. */
        record Passing(String reason) implements Reading {}

        /** Not known, so pause. */
        record Unreadable(String reason) implements Reading {}
    }

    /** Nothing is against it. */
    Reading CLEAR = new Reading.Clear();
}
