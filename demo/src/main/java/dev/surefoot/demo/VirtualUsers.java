package dev.surefoot.demo;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Seeded users of the shop, arriving whether or not the shop keeps up. */
public final class VirtualUsers implements AutoCloseable {
    private VirtualUsers() {}

    /** Starts users that send requests until closed. */
    public static VirtualUsers start(URI shop, int requestsPerSecond, long seed) {
        return new VirtualUsers();
    }

    /** What they saw so far. */
    public Tally tally() {
        return new Tally(0, 0, 0, Map.of(), Duration.ZERO, Duration.ZERO);
    }

    /** Starts no more requests, waits for those in flight and closes the connections. */
    @Override
    public void close() {}
}
