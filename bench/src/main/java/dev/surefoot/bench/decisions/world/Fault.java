package dev.surefoot.bench.decisions.world;

/**
 * What is wrong with a canary.
 *
 * @param errorRate share of its requests that fail once the fault shows, when nothing else happens
 * @param onset seconds after the first exposure before which nothing is wrong
 * @param cliff share of traffic below which nothing is wrong; 0 for a fault at any load
 * @param slow what takes longer while the fault shows
 */
public record Fault(double errorRate, long onset, double cliff, Slow slow) {
    /** A fault that is there from the first request on. */
    public static Fault of(double errorRate) {
        return new Fault(errorRate, 0, 0, new Slow.No());
    }

    /** Fails no more than a sound version, and is slow. */
    public static Fault of(Slow slow) {
        return new Fault(0, 0, 0, slow);
    }

    /** Whether nothing fails that would not have failed else. */
    public boolean onlySlow() {
        return !(slow instanceof Slow.No);
    }

    /** The same from {@code seconds} on. */
    public Fault after(long seconds) {
        return new Fault(errorRate, seconds, cliff, slow);
    }

    /** The same above this share only. */
    public Fault above(double share) {
        return new Fault(errorRate, onset, share, slow);
    }

    boolean shows(long second, double share) {
        return second >= onset && share > cliff;
    }

    /** Chance that a request fails by this fault which would not have failed else. */
    public double excess(double baselineRate) {
        return Math.max(0, (errorRate - baselineRate) / (1 - baselineRate));
    }
}
