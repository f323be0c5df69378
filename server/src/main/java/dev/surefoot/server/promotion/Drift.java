package dev.surefoot.server.promotion;

/**
 * The router divides traffic other than was asked for.
 *
 * @param saw what it reads back, and what was asked for, in words
 */
public record Drift(Kind kind, String saw) {
    /** What follows depends on who meets the new version, and on who can have done it. */
    public enum Kind {
        /** Fewer users meet it, and the router ran on all the time: somebody turned it down. */
        TURNED_DOWN,
        /** Fewer users meet it, since the router began anew and brought back something old. */
        RESTARTED,
        /** More users meet it, or as many in another way. */
        NOT_LESS
    }

    /** Whether it is somebody's will, which is kept until a person answers. */
    boolean kept() {
        return kind == Kind.TURNED_DOWN;
    }
}
