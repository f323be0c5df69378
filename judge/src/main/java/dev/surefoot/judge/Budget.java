package dev.surefoot.judge;

import java.time.Duration;
import java.util.Optional;

/**
 * Exposure that grows as fast as a budget of failed requests and the evidence allow. It bounds what
 * a fault costs that starts before the time of evidence is over; what it cannot bound is told by
 * {@link Words#plan}.
 *
 * @param failedRequests requests of this release that may fail beyond the baseline's share
 * @param forecast the traffic to plan with before anything was seen
 * @param reaction from a fault to its end: window, decision, and the time until the router obeys
 * @param limits of share and capacity
 * @param sudden excess failure probability to be prepared for until the time of evidence is over; 1
 *     is a total failure
 * @param riskDivisor k of a risky release: first share and budget over k (not below 30 requests),
 *     growth by 1 + 1/k; 1 for none
 * @param probes requests sent to the version before any user's, and how many failed
 */
public record Budget(
        double failedRequests,
        Forecast forecast,
        Duration reaction,
        Limits limits,
        double sudden,
        int riskDivisor,
        Optional<Evidence.Tally> probes)
        implements Pace {
    /** Failed requests that detection itself may cost: a smaller budget cannot be kept. */
    public static final double FEWEST = 30;

    /** Part of the budget that a mean fault may use in one reaction; the rest is for chance. */
    static final double GAMMA = 0.5;

    /** The canary's requests at a share before the next. */
    static final long FEWEST_REQUESTS = 30;

    /** The highest first share. */
    static final double FIRST = 0.05;

    /** Part of a replica's highest healthy rate that is planned with. */
    static final double HEADROOM = 0.8;

    private static final int MOST_RISK = 100;
    private static final double MONTHLY_PART = 0.001;
    private static final double MONTH_SECONDS = Duration.ofDays(30).toSeconds();

    /**
     * What was seen before the release.
     *
     * @param requestsPerSecond of both versions together, 0 if nobody knows
     * @param errorRate the running version's share of errors
     */
    public record Forecast(double requestsPerSecond, double errorRate) {
        /**
         * Checks the forecast.
         *
         * @throws IllegalArgumentException naming setting, value and bound
         */
        public Forecast {
            Bounds.unless(
                    requestsPerSecond >= 0 && requestsPerSecond <= 1e9,
                    "budget.requests-per-second",
                    requestsPerSecond,
                    "from 0 to a billion");
            Bounds.unless(
                    errorRate >= 0 && errorRate < 1,
                    "budget.error-rate",
                    errorRate,
                    "at least 0 and less than 1");
        }
    }

    /**
     * Bounds of the share.
     *
     * @param maxShareBp highest share before Promote, in basis points
     * @param granularityBp smallest step of the router
     * @param replicaRate the highest rate, in requests a second, at which one replica was healthy;
     *     empty if nobody knows, and capacity does not bound the share
     */
    public record Limits(int maxShareBp, int granularityBp, Optional<Double> replicaRate) {
        /** Half of the traffic, in steps of a basis point. */
        public static final Limits DEFAULT = new Limits(5_000, 1, Optional.empty());

        /**
         * Checks the limits.
         *
         * @throws IllegalArgumentException naming setting, value and bound
         */
        public Limits {
            Bounds.unless(
                    maxShareBp >= 1 && maxShareBp < Schedule.WATCHING_BP,
                    "budget.max-share",
                    maxShareBp,
                    "above 0 and below " + Schedule.WATCHING_BP + " basis points");
            Bounds.unless(
                    granularityBp >= 1 && granularityBp <= maxShareBp,
                    "budget.granularity",
                    granularityBp,
                    "from 1 to max-share = " + maxShareBp + " basis points");
            replicaRate.ifPresent(rate -> Bounds.inside(rate, 0, 1e9, "budget.replica-rate"));
        }
    }

    /**
     * Checks the budget; whether it can be kept is {@link Planning}'s answer.
     *
     * @throws IllegalArgumentException naming setting, value and bound
     */
    public Budget {
        Bounds.inside(failedRequests, 0, 1e12, "budget.failed-requests");
        Bounds.positive(reaction, "budget.reaction");
        Bounds.unless(sudden >= 0 && sudden <= 1, "budget.sudden", sudden, "from 0 to 1");
        Bounds.unless(
                riskDivisor >= 1 && riskDivisor <= MOST_RISK,
                "budget.risk-divisor",
                riskDivisor,
                "from 1 to " + MOST_RISK);
        probes.ifPresent(
                it ->
                        Bounds.unless(
                                it.errors() >= 0 && it.errors() <= it.requests(),
                                "budget.probes.errors",
                                it.errors(),
                                "from 0 to requests = " + it.requests()));
    }

    /** Up to half of the traffic, prepared for a sudden total failure, without risk or probes. */
    public static Budget of(double failedRequests, Forecast forecast, Duration reaction) {
        return new Budget(
                failedRequests, forecast, reaction, Limits.DEFAULT, 1, 1, Optional.empty());
    }

    /** A thousandth of a month's error budget, in failed requests. */
    public static double usual(double availability, double requestsPerSecond) {
        return MONTHLY_PART * (1 - availability) * MONTH_SECONDS * requestsPerSecond;
    }

    /** This budget with other limits. */
    public Budget with(Limits other) {
        return new Budget(failedRequests, forecast, reaction, other, sudden, riskDivisor, probes);
    }

    /** This budget, prepared for another sudden fault. */
    public Budget withSudden(double excess) {
        return new Budget(failedRequests, forecast, reaction, limits, excess, riskDivisor, probes);
    }

    /** This budget for a release of risk. */
    public Budget withRisk(int divisor) {
        return new Budget(failedRequests, forecast, reaction, limits, sudden, divisor, probes);
    }

    /** This budget after probes that no user saw. */
    public Budget withProbes(Evidence.Tally seen) {
        return new Budget(
                failedRequests, forecast, reaction, limits, sudden, riskDivisor, Optional.of(seen));
    }

    @Override
    public int highestBp() {
        return limits.maxShareBp();
    }

    /** What this release may cost, risk included. */
    double allowed() {
        return riskDivisor == 1 ? failedRequests : Math.max(FEWEST, failedRequests / riskDivisor);
    }

    /** A raise's largest factor. */
    double growth() {
        return 1 + 1.0 / riskDivisor;
    }

    double reactionSeconds() {
        return reaction.toNanos() / 1e9;
    }

    /** Down to what the router can do. */
    int granular(double share) {
        int steps = (int) Math.floor(share * 10_000 / limits.granularityBp() + 1e-9);
        return steps * limits.granularityBp();
    }

    void digest(Canon to) {
        to.add(failedRequests).add(forecast.requestsPerSecond()).add(forecast.errorRate());
        to.add(reaction).add(limits.maxShareBp()).add(limits.granularityBp());
        to.add(limits.replicaRate()).add(sudden).add(riskDivisor);
        to.add(probes.map(Evidence.Tally::toString).orElse("none"));
    }
}
