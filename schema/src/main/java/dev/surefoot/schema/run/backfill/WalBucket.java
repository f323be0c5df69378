package dev.surefoot.schema.run.backfill;

import java.time.Duration;

/**
 * A bucket that what the server writes to its log runs into, and that leaks at the rate which is
 * not to be exceeded. It holds a second's worth; what is above it is to be rested for. So the mean
 * rate is kept, and a short batch need not wait. Pure.
 *
 * @param level bytes in it
 * @param position in the log, in bytes
 * @param at when it was there, in seconds of the server's clock
 */
record WalBucket(double level, double position, double at) {
    /** Bytes a second. */
    static final double RATE = 50e6;

    private static final double HOLDS = RATE;
    private static final double MOST = HOLDS + 10 * RATE;

    /** An empty one. */
    static WalBucket from(double position, double at) {
        return new WalBucket(0, position, at);
    }

    /** Later. */
    WalBucket later(double nowPosition, double now) {
        double in = Math.max(0, nowPosition - position);
        double out = RATE * Math.max(0, now - at);
        return new WalBucket(Math.clamp(level + in - out, 0, MOST), nowPosition, now);
    }

    /** How long nothing should be added; at most ten seconds. */
    Duration debt() {
        return Duration.ofNanos(Math.round(Math.max(0, level - HOLDS) / RATE * 1e9));
    }
}
