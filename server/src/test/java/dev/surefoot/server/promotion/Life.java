package dev.surefoot.server.promotion;

import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * One life of a simulated server: counts the calls it makes to the world and to the database, and
 * dies, pauses or loses the database at the one that was chosen. Calls from other threads than the
 * simulator's are let through uncounted: they only look.
 */
final class Life {
    /** Nobody catches it: what was in memory is gone. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash(String at) {
            super("the server died at " + at, null, false, false);
        }
    }

    /** What the chosen call does. */
    enum Fate {
        DIES_BEFORE,
        DIES_AFTER,
        LOSES_DATABASE,
        IS_OVERTAKEN
    }

    private final int number;
    private final Consumer<Fate> happened;
    private final Thread thread = Thread.currentThread();
    private Fate fate = Fate.DIES_BEFORE;
    private OptionalInt countdown = OptionalInt.empty();
    private Runnable successor = () -> {};
    private boolean dead;

    /** One that nothing happens to. */
    Life(int number) {
        this(number, fate -> {});
    }

    /**
     * @param happened is told what really happened to it, not what was only chosen
     */
    Life(int number, Consumer<Fate> happened) {
        this.number = number;
        this.happened = happened;
    }

    /** Later lives have larger numbers. */
    int number() {
        return number;
    }

    /** Whether calls of the present thread count: only then can it be hit. */
    boolean counts() {
        return Thread.currentThread() == thread;
    }

    boolean dead() {
        return dead;
    }

    /** From the {@code calls}-th call on from now, {@code what} happens once. */
    void choose(Fate what, int calls, Runnable whenOvertaken) {
        fate = what;
        countdown = OptionalInt.of(calls);
        successor = whenOvertaken;
    }

    /** Nothing was hit: the next step chooses anew; writes are rare, so they are waited for. */
    void unchoose() {
        if (fate != Fate.IS_OVERTAKEN) {
            countdown = OptionalInt.empty();
        }
    }

    /** Before a call to the world. */
    void before(String call) {
        if (!counts()) {
            return;
        }
        stopIfDead(call);
        // Overtaken where it matters: with a write to the router decided and not yet made.
        boolean writes = fate == Fate.IS_OVERTAKEN && call.equals("router.apply");
        if (hit(fate == Fate.DIES_BEFORE || writes)) {
            happen(call);
        }
    }

    /** After a call to the world has had its effect. */
    void after(String call) {
        if (counts() && !dead && hit(fate == Fate.DIES_AFTER)) {
            happen(call);
        }
    }

    /** Before a statement is sent to the database. */
    void statement() {
        if (!counts()) {
            return;
        }
        stopIfDead("a statement");
        if (hit(fate == Fate.LOSES_DATABASE || fate == Fate.DIES_BEFORE)) {
            happen("a statement");
        }
    }

    private void stopIfDead(String call) {
        if (dead) {
            throw new Crash(call + ", after its end");
        }
    }

    private boolean hit(boolean counts) {
        if (!counts || countdown.isEmpty()) {
            return false;
        }
        int left = countdown.getAsInt() - 1;
        countdown = left > 0 ? OptionalInt.of(left) : OptionalInt.empty();
        return left == 0;
    }

    private void happen(String call) {
        happened.accept(fate);
        switch (fate) {
            case DIES_BEFORE, DIES_AFTER -> {
                dead = true;
                throw new Crash(call);
            }
            case LOSES_DATABASE -> throw new IllegalStateException("the connection was lost");
            case IS_OVERTAKEN -> successor.run();
        }
    }
}
