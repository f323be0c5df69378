package dev.surefoot.schema.run.target;

import dev.surefoot.schema.migration.Phase;

import java.util.Optional;

/**
 * What the target knows of one migration.
 *
 * @param position in the folder's order when it was last seen
 * @param change files that came together have the same number; a later change's is greater
 * @param round from 1; one more each time it was undone
 * @param note why it last stopped, with time, if it did
 */
public record FileRow(
        String path,
        int position,
        String version,
        String sha256,
        Phase phase,
        long change,
        int round,
        State state,
        Origin origin,
        Optional<String> note) {

    /** How far it is. */
    public enum State {
        PENDING,
        RUNNING,
        DONE,
        UNDOING
    }

    /** Who says that it was run. */
    public enum Origin {
        /** We ran it. */
        RUN,
        /** The history of the folder's own tool had it when we came. */
        TOOL,
        /** Somebody declared it. */
        BASELINE
    }

    /** Nothing of it was run, or all of that was undone. */
    public boolean pending() {
        return state == State.PENDING;
    }

    /** All of it was run. */
    public boolean done() {
        return state == State.DONE;
    }
}
