package dev.surefoot.schema.run.target;

import java.util.Optional;

/**
 * The lock as it stands.
 *
 * @param holder empty: nobody
 * @param backend the session that the holder's statements run in
 * @param expired by the server's clock
 * @param alive whether that session still runs
 */
public record LockRow(
        long epoch,
        Optional<String> holder,
        Optional<Sessions.Backend> backend,
        boolean expired,
        boolean alive) {

    /** What one who wants it may do. */
    public enum Chance {
        /** Take it. */
        FREE,
        /** The holder is there. */
        HELD,
        /** The holder's time is over, but its last statement still runs. */
        LINGERING
    }

    /**
     * A holder whose session is gone can't do anything under its epoch any more, so its time need
     * not run out; one whose session runs is never taken over.
     */
    public Chance chance() {
        if (holder.isEmpty() || !alive) {
            return Chance.FREE;
        }
        return expired ? Chance.LINGERING : Chance.HELD;
    }
}
