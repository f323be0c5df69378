package dev.surefoot.demo;

import java.time.Duration;
import java.util.Map;

/**
 * What the users saw so far, counted at their side. Requests still in flight are not counted.
 *
 * @param requests finished requests, whatever came of them
 * @param clientErrors requests of these that got no HTTP answer at all
 * @param serverErrors requests of these that were answered with a status of 500 or above
 * @param byVersion the answers by version; {@link #UNSIGNED} holds those that named none
 * @param elapsed from the users' start to this tally, or to their end
 * @param worstDelay how late, at worst, a request was started against its schedule: a generator
 *     that cannot keep up shows here and in {@link #achievedRate()}
 */
public record Tally(
        long requests,
        long clientErrors,
        long serverErrors,
        Map<String, VersionTally> byVersion,
        Duration elapsed,
        Duration worstDelay) {
    /** The key of answers without {@code X-Shop-Version}, such as a proxy's own 503. */
    public static final String UNSIGNED = "(none)";

    /** Keeps its own copy of the map. */
    public Tally {
        byVersion = Map.copyOf(byVersion);
    }

    /** Finished requests a second since the start; 0 at the very start. */
    public double achievedRate() {
        return elapsed.isZero() ? 0 : requests * 1e9 / elapsed.toNanos();
    }
}
