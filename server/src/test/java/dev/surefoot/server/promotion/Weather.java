package dev.surefoot.server.promotion;

import java.util.Random;

/** Draws what goes wrong, from a seed; calm weather draws nothing. */
final class Weather {
    /** What becomes of the answer to a change. */
    enum Answer {
        GIVEN,
        LOST_BEFORE,
        LOST_AFTER
    }

    private final Random random;
    private boolean stormy;

    Weather(Random random) {
        this.random = random;
    }

    void stormy(boolean now) {
        stormy = now;
    }

    /** True once in about {@code oneIn} times, in a storm. */
    boolean strikes(int oneIn) {
        return stormy && random.nextInt(oneIn) == 0;
    }

    int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    Answer answer() {
        if (!strikes(8)) {
            return Answer.GIVEN;
        }
        return random.nextBoolean() ? Answer.LOST_BEFORE : Answer.LOST_AFTER;
    }

    /** An older reading comes back. */
    boolean stale() {
        return strikes(15);
    }

    /** A part of the world throws, as a full disk does. */
    void breakSomething(String what) {
        if (strikes(60)) {
            throw new IllegalStateException(what + " failed");
        }
    }
}
