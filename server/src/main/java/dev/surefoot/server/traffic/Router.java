package dev.surefoot.server.traffic;

import dev.surefoot.server.rollout.Split;

import java.util.Set;

/**
 * The data plane of one {@link Route}. Safe for use by many threads; no call changes anything but
 * {@link #apply}.
 *
 * <p>{@code Unreachable} always means unknown: the router may have done what was asked, or not.
 * Nobody may treat it as done, nor as refused.
 */
public interface Router {
    /** What it can do. */
    Set<Capability> capabilities();

    /** How traffic is divided now. */
    Read read();

    /** Divides traffic anew and reads it back. Idempotent. */
    Apply apply(Split split, Token token);

    /** What it has counted so far. */
    Counters counters();

    /** Answer to {@link #read}. */
    sealed interface Read {
        /** The router says so. */
        record Observed(ObservedRoute route) implements Read {}

        /** The router is there and does not know this route. */
        record Absent() implements Read {}

        /** Unknown. */
        record Unreachable(String why) implements Read {}
    }

    /** Answer to {@link #apply}. */
    sealed interface Apply {
        /** Asked for and read back: {@code observed} has the split and the token. */
        record Applied(ObservedRoute observed) implements Apply {}

        /** The router has accepted a newer token; nothing was changed. */
        record StaleToken(Token current) implements Apply {}

        /** The router understood and said no; nothing was changed. */
        record Refused(String why) implements Apply {}

        /** Unknown, also when what was read back is not what was asked for. */
        record Unreachable(String why) implements Apply {}
    }

    /** Answer to {@link #counters}. */
    sealed interface Counters {
        /** The router's totals. */
        record Counted(CounterSnapshot snapshot) implements Counters {}

        /** The router is there and does not know this route. */
        record Absent() implements Counters {}

        /** Unknown. */
        record Unreachable(String why) implements Counters {}
    }
}
