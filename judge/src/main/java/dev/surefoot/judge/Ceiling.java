package dev.surefoot.judge;

import dev.surefoot.judge.Evidence.Tally;

/** Absolute wagers on a share of errors q against a limit, request by request. */
final class Ceiling {
    private Ceiling() {}

    /**
     * ln of the likelihood ratio of a share {@code factor · limit} against {@code limit}. With a
     * factor below 1 it is at most 1 on average where q ≥ limit, above 1 where q ≤ limit; {@code
     * factor · limit} must be below 1.
     */
    static double logRatio(Tally tally, double factor, double limit) {
        return tally.errors() * StrictMath.log(factor)
                + (tally.requests() - tally.errors()) * perSuccess(factor, limit);
    }

    /** What one request without error adds. */
    static double perSuccess(double factor, double limit) {
        return StrictMath.log((1 - factor * limit) / (1 - limit));
    }
}
