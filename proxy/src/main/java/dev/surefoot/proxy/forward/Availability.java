package dev.surefoot.proxy.forward;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Is it worth trying to connect? After a refused connection not for a moment; then one request at a
 * time probes. Times are readings of the monotonic clock in nanoseconds. Thread-safe, lock-free.
 */
final class Availability {
    /**
     * Short, because a refused connection costs microseconds, and each probe is one more sign of a
     * dead canary for the judge: about four a second.
     */
    static final Duration PAUSE = Duration.ofMillis(250);

    private static final long UP = 0;

    private final AtomicLong downUntil = new AtomicLong(UP);
    private final long probeNanos;

    /**
     * @param probe how long a probe may take before another one is let through
     */
    Availability(Duration probe) {
        this.probeNanos = probe.toNanos();
    }

    /** Whether the caller may try now; while down, true for one caller a pause. */
    boolean mayTry(long now) {
        long until = downUntil.get();
        if (until == UP) {
            return true;
        }
        return now - until >= 0 && downUntil.compareAndSet(until, notUp(now + probeNanos));
    }

    void connected() {
        if (downUntil.get() != UP) {
            downUntil.set(UP);
        }
    }

    void refused(long now) {
        downUntil.set(notUp(now + PAUSE.toNanos()));
    }

    private static long notUp(long until) {
        return until == UP ? 1 : until;
    }
}
