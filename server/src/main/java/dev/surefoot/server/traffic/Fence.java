package dev.surefoot.server.traffic;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets a server steer data planes that have newer tokens than its database: one that was restored,
 * or a new one where another had been. Without it every change would be refused as stale for ever.
 *
 * <p>It looks once a route, before this server first deals with it, and never again while it runs.
 * In a database's own history a data plane cannot be ahead: tokens are drawn before they are sent.
 * So whoever finds one ahead has another history, and takes over: its tokens go on far above what
 * was seen, and the data plane is told at once. Fencing holds all the same, because of two servers
 * it is the one that was started last that steers: the other's tokens are {@link #STRIDE} changes
 * behind from then on, also if it lives and goes on drawing them, and since it does not look again
 * it does not take the route back. Only starting it again does, which is for a person to decide.
 *
 * <p>Safe for use by many threads. While a data plane does not answer, or the database does not,
 * the router is used as it is, and the next use looks again.
 */
public final class Fence {
    private static final Logger LOG = LoggerFactory.getLogger(Fence.class);

    /** More changes than a server makes in its life. */
    public static final long STRIDE = 1_000_000_000L;

    private final Tokens tokens;
    private final Set<Known> looked = ConcurrentHashMap.newKeySet();

    public Fence(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Where this server's tokens come from. */
    @FunctionalInterface
    public interface Tokens {
        /**
         * Lets tokens go on above {@code seen} by {@link #STRIDE}, also those of changes that are
         * under way, where {@code seen} is ahead of all that were drawn.
         *
         * @param where what to call the place of {@code seen}
         * @return a new token, below those of the changes under way; empty if nothing was ahead, or
         *     this server steers no more
         */
        Optional<Token> raiseAbove(Token seen, String where);
    }

    private record Known(String service, String environment, Plane plane) {}

    /** The same router, once this server's tokens are newer than the data plane's. */
    public Router guard(Route route, Router router) {
        Known known = new Known(route.service(), route.environment(), route.plane());
        if (!looked.contains(known)) {
            try {
                router.newest().ifPresent(newest -> look(known, router, newest));
            } catch (RuntimeException e) {
                // The way back must not depend on it.
                LOG.warn("can't compare tokens with the data plane of {}", known, e);
            }
        }
        return router;
    }

    private void look(Known known, Router router, Token newest) {
        String where = known.service() + " in " + known.environment();
        Optional<Token> raised = tokens.raiseAbove(newest, where);
        if (raised.isPresent()) {
            boolean told = router.refuseOlder(raised.get());
            LOG.warn(
                    "the data plane of {} had token {}, newer than all of this database, which was"
                            + " restored or is another one: this server takes over with token {}{}."
                            + " If another server still runs, it is refused from now on: stop it.",
                    where,
                    newest.value(),
                    raised.get().value(),
                    told ? "" : " as soon as it changes something there");
        }
        looked.add(known);
    }
}
