package dev.surefoot.server.promotion;

import dev.surefoot.server.traffic.Lease;

import java.time.Instant;

/** A lease of the simulated data plane, by simulated time; dead once it was seen to be over. */
final class SimLease {
    private final String id;
    private Instant until;
    private boolean over;

    SimLease(Lease lease, Instant now) {
        id = lease.id();
        until = now.plus(lease.ttl());
    }

    String id() {
        return id;
    }

    boolean alive(Instant now) {
        over |= !now.isBefore(until);
        return !over;
    }

    boolean dead(String other, Instant now) {
        return id.equals(other) && !alive(now);
    }

    boolean renew(Lease lease, Instant now) {
        boolean renewed = id.equals(lease.id()) && alive(now);
        if (renewed) {
            until = now.plus(lease.ttl());
        }
        return renewed;
    }

    /** The data plane began anew, and nobody knows for how long it was not renewed. */
    void lapse() {
        over = true;
    }
}
