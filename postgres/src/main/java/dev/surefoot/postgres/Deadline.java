package dev.surefoot.postgres;

import java.time.Duration;

/** A point in time that a whole sequence of steps must keep; monotonic, thread-safe. */
final class Deadline {
    private static final long PAUSE_MS = 20;

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** What is left, never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    boolean passed() {
        return left().isZero();
    }

    /**
     * Waits a moment between two looks at something.
     *
     * @return false when it is time to give up: the deadline has passed or this thread was
     *     interrupted, in which case it stays marked as such
     */
    boolean pause() {
        if (passed()) {
            return false;
        }
        try {
            Thread.sleep(PAUSE_MS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
