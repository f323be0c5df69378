package dev.surefoot.server.traffic;

import dev.surefoot.server.rollout.Split;

import java.util.Optional;
import java.util.Set;

/**
 * The data plane of one {@link Route}. Safe for use by many threads; no call changes how traffic is
 * divided but {@link #apply}.
 *
 * <p>{@code Unreachable} always means unknown: the router may have done what was asked, or not.
 * Nobody may treat it as done, nor as refused.
 */
public interface Router {
    /** What it can do. */
    Set<Capability> capabilities();

    /** How traffic is divided now; with a lapsed lease: how it was meant to be. */
    Read read();

    /** Divides traffic anew and reads it back. Idempotent. The split stands until it is changed. */
    default Apply apply(Split split, Token token) {
        return apply(split, token, Optional.empty());
    }

    /**
     * Divides traffic anew and reads it back. Idempotent.
     *
     * @param lease how long the share of the slot that is not primary holds; it begins, or holds
     *     for its whole time from now. Where that slot gets nothing or everything there is nothing
     *     to go back from, so such a split never has a lease. When it lapses, new requests go to
     *     the primary slot, and those in flight finish; but while no instance of the primary slot
     *     is up, the other goes on serving.
     */
    Apply apply(Split split, Token token, Optional<Lease> lease);

    /** Lets the lease hold for its whole time from now, if it is the one in force and alive. */
    Renewal renew(Lease lease);

    /** What it has counted so far. */
    Counters counters();

    /**
     * The newest token that it has accepted, as far as it remembers; 0 where it knows none. Empty
     * if nobody can say.
     */
    default Optional<Token> newest() {
        return switch (read()) {
            case Read.Observed(ObservedRoute route) -> Optional.of(route.token());
            case Read.Absent() -> Optional.of(new Token(0));
            case Read.Unreachable unreachable -> Optional.empty();
        };
    }

    /**
     * Lets it refuse everything older than {@code token} from now on, and changes nothing else.
     *
     * @return false if it does so only from the next change on
     */
    default boolean refuseOlder(Token token) {
        return false;
    }

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

        /** The router has accepted a newer token, and what that came with holds. */
        record StaleToken(Token current) implements Apply {
            /** What that means, and what to do. */
            public String why() {
                return "the data plane has token "
                        + current.value()
                        + ", newer than this change's: another server has taken over, or this one's"
                        + " database was restored while it ran. If another server shall steer, stop"
                        + " this one; if this one shall, stop the other and start this one again,"
                        + " and it takes over";
            }
        }

        /** The lease has lapsed before, so it can expose nobody; nothing was changed. */
        record Lapsed(String why) implements Apply {}

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
