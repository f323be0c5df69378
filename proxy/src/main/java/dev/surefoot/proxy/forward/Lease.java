package dev.surefoot.proxy.forward;

import dev.surefoot.proxy.route.LeaseSpec;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Exposure that ends by itself: alive until its time is over, and dead for ever afterwards. Traffic
 * does not extend it. Times are readings of this process's monotonic clock in nanoseconds, so no
 * change of the wall clock prolongs it. Thread-safe, lock-free.
 */
public final class Lease {
    private final String id;
    private final AtomicReference<Term> term;

    /** Until when; a term that has lapsed is never replaced. */
    private record Term(long until, boolean lapsed) {}

    private Lease(String id, Term term) {
        this.id = id;
        this.term = new AtomicReference<>(term);
    }

    /** A lease that begins at {@code now}. */
    static Lease granted(LeaseSpec spec, long now) {
        return new Lease(spec.id(), new Term(until(spec, now), false));
    }

    /** A lease of which nobody knows for how long it was not renewed. */
    static Lease lapsed(LeaseSpec spec) {
        return new Lease(spec.id(), new Term(0, true));
    }

    /** Who holds it. */
    public String id() {
        return id;
    }

    /** Whether it holds at {@code now}; once false, false for ever. */
    public boolean alive(long now) {
        while (true) {
            Term seen = term.get();
            if (seen.lapsed()) {
                return false;
            }
            if (now - seen.until() < 0) {
                return true;
            }
            if (term.compareAndSet(seen, new Term(seen.until(), true))) {
                return false;
            }
        }
    }

    /** Gives it its whole time from {@code now}, unless it has lapsed: then false. */
    boolean renew(LeaseSpec spec, long now) {
        Term next = new Term(until(spec, now), false);
        while (true) {
            Term seen = term.get();
            if (!alive(now)) {
                return false;
            }
            if (term.compareAndSet(seen, next)) {
                return true;
            }
        }
    }

    private static long until(LeaseSpec spec, long now) {
        return now + TimeUnit.MILLISECONDS.toNanos(spec.ttlMs());
    }
}
