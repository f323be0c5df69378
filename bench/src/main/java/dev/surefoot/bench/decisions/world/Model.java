package dev.surefoot.bench.decisions.world;

import java.util.List;

/** How requests and failures come; each hits both arms alike, so that none is a reason to act. */
public sealed interface Model {
    /** Poisson arrivals, independent failures. */
    record Independent() implements Model {}

    /** A day's wave: arrivals ±80 %, errors ±50 %, from a random hour on. */
    record Diurnal() implements Model {}

    /** Everybody's errors at {@code errorRate} for {@code seconds}, at a random time. */
    record Incident(double errorRate, long seconds) implements Model {}

    /**
     * Failures come in clusters (retries, one user's requests) of geometric size.
     *
     * @param mean requests a cluster
     * @param sticky whether a cluster stays with one arm and instance, or each request is drawn
     *     anew
     */
    record Clusters(double mean, boolean sticky) implements Model {}

    /**
     * An overload that comes and goes: ln of the error rate is AR(1), .99 a second, deviation 1.
     */
    record Overload() implements Model {}

    /** Four baseline instances, of which each fails at another rate with the same mean. */
    record Uneven() implements Model {}

    /** A counter falls about every ten minutes. */
    record Resets() implements Model {}

    /** One scrape in ten is missing, and now and then several in a row, of either arm. */
    record Gaps() implements Model {}

    /**
     * A recorded series. Where scrapes are as long as its steps, its own requests and failures are
     * split at random; where they are shorter, it is the shape of random arrivals.
     *
     * @param name where it is from
     * @param step seconds of one point
     * @param fromStart whether it is played from its first point; else from a random one, and round
     */
    record Recorded(String name, int step, boolean fromStart, List<Point> points) implements Model {
        /**
         * One step.
         *
         * @param errorRate share of requests that failed
         * @param canaryRate the same in the canary, where that was another version
         */
        public record Point(double requests, double errorRate, double canaryRate) {}

        /** Copies the points. */
        public Recorded {
            points = List.copyOf(points);
        }
    }
}
