package dev.surefoot.judge;

/**
 * Everything remembered of the windows so far: constant in size, at most 4 KB, bound to one plan.
 * Immutable. A restored state gives bit-identical answers, for doubles are kept as 64-bit patterns.
 */
public final class State {
    private State() {}

    /** Before the first window. */
    public static State initial(Plan plan) {
        throw new UnsupportedOperationException("judge is being written: " + plan.hash());
    }

    /** For keeping; read by {@link #fromBytes}. */
    public byte[] toBytes() {
        throw new UnsupportedOperationException("judge is being written");
    }

    /**
     * The state that {@link #toBytes()} wrote.
     *
     * @throws RefusedState if the bytes belong to another plan or format, or are damaged
     */
    public static State fromBytes(Plan plan, byte[] bytes) {
        throw new UnsupportedOperationException(
                "judge is being written: " + plan.hash() + ", " + bytes.length);
    }
}
