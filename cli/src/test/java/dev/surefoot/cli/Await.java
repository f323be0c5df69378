package dev.surefoot.cli;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what other processes do; how long it takes is never asserted. */
final class Await {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Await() {}

    /** A question to the world; it may fail as the world does. */
    @FunctionalInterface
    interface Look {
        boolean yes() throws Exception;
    }

    /** Blocks until {@code look} says yes. */
    static void until(String what, Duration patience, Look look) {
        until(() -> what, patience, look);
    }

    /** The same, with a description that is made when patience is over. */
    static void until(Supplier<String> what, Duration patience, Look look) {
        long start = System.nanoTime();
        while (!seen(look)) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new AssertionError("after " + patience + " still not: " + what.get());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static boolean seen(Look look) {
        try {
            return look.yes();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("could not look", e);
        }
    }
}
