package dev.surefoot.proxy.admin;

import java.time.Duration;

/**
 * Which run of which proxy this is. The epoch is new with each start: counters of different epochs
 * must not be subtracted from each other.
 *
 * @param startedNanos reading of the monotonic clock at the start
 */
public record Identity(String epoch, String version, long startedNanos) {
    Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}
