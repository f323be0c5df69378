package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.traffic.Token;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Who of this server's threads may change a route: whoever has the newest token, and of equal ones
 * whoever came last. Nobody waits here for a disk: the one lock is held while HAProxy is asked and
 * told, at most as long as {@link RuntimeApi} waits for it.
 *
 * <p>So a change that forces files to a disk can be overtaken in the middle. It must ask {@link
 * #enter} again before each further thing that it does, and stop where that says no. Safe for use
 * by many threads; other servers are kept away by the tokens in HAProxy and in the files.
 */
final class Lane {
    private static final Map<String, Lane> LANES = new ConcurrentHashMap<>();

    private final ReentrantLock speaking = new ReentrantLock();
    private long arrivals;
    private Turn newest = new Turn(new Token(Long.MIN_VALUE), 0);

    /**
     * One change's place in the order.
     *
     * @param arrival rises within the lane
     */
    record Turn(Token token, long arrival) {
        boolean before(Turn other) {
            return token.value() == other.token.value()
                    ? arrival < other.arrival
                    : token.value() < other.token.value();
        }
    }

    /** The one lane of all routers of this process for the same route. */
    static Lane of(Names names, MapFiles files) {
        String route = files.words().toAbsolutePath().normalize() + " " + names.prefix();
        return LANES.computeIfAbsent(route, absent -> new Lane());
    }

    /** A place behind all that came before. */
    synchronized Turn arrive(Token token) {
        return new Turn(token, ++arrivals);
    }

    /**
     * Overtakes everything that is older.
     *
     * @return the token of who has overtaken {@code turn}, if somebody has
     */
    synchronized Optional<Token> enter(Turn turn) {
        if (turn.before(newest)) {
            return Optional.of(newest.token());
        }
        newest = turn;
        return Optional.empty();
    }

    /** Does what asks and tells HAProxy, while no other thread does. Must not touch a disk. */
    <T> T speak(Supplier<T> words) {
        speaking.lock();
        try {
            return words.get();
        } finally {
            speaking.unlock();
        }
    }
}
