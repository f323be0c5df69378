package dev.surefoot.bench.decisions.world;

/**
 * Requests and how many of them failed.
 *
 * @param requests of one instance or one arm
 * @param errors not more than requests
 */
public record Tally(long requests, long errors) {
    public static final Tally NONE = new Tally(0, 0);

    /** Both together. */
    public Tally plus(Tally other) {
        return new Tally(requests + other.requests, errors + other.errors);
    }

    /** What was added since {@code earlier}. */
    public Tally minus(Tally earlier) {
        return new Tally(requests - earlier.requests, errors - earlier.errors);
    }

    /** Share of errors; NaN without requests. */
    public double errorRate() {
        return (double) errors / requests;
    }
}
