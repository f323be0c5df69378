package dev.surefoot.judge;

import dev.surefoot.judge.Evidence.Spending;
import dev.surefoot.judge.Evidence.Spending.Limit;

import java.time.Duration;
import java.util.Optional;

/**
 * The next share under a budget: s' = min(g s, γ B_left / (λ τ u), the highest share, capacity),
 * down to what the router can do, and never down. One raise per reaction time after the last one
 * took effect, and not before the canary had 30 requests at its share.
 */
record Planner(Plan plan, Budget budget, State state, Look look) {
    private static final double DEVIATIONS = 2;
    private static final double RAIL_DEVIATIONS = 4;

    /** What the release has cost, what it may cost, and how far exposure may go. */
    record Growth(int nextBp, Spending spending) {}

    /** Why the release must end now, if it costs too much. */
    Optional<Culprit> touched() {
        double rail = rail();
        return harm().excess() >= rail
                ? Optional.of(new Culprit(Culprit.Kind.HARM, harm().excess(), rail))
                : Optional.empty();
    }

    private Harm harm() {
        return state.harm.orElseThrow();
    }

    private double divisor() {
        return plan.dispersion().divisor();
    }

    /** max(B, 4 √V_end): below the latter an excess cannot be told from chance. */
    private double rail() {
        return Math.max(budget.allowed(), RAIL_DEVIATIONS * StrictMath.sqrt(endVariance()));
    }

    /** V, and what the rest of the time of evidence adds to it at the highest share. */
    private double endVariance() {
        Duration rest = plan.minEvidenceTime().minus(state.progress.covered());
        if (!rest.isPositive()) {
            return harm().variance();
        }
        Evidence.Tally baseline = totals().split().baseline();
        double errorRate =
                baseline.requests() == 0
                        ? budget.forecast().errorRate()
                        : (double) baseline.errors() / baseline.requests();
        return harm().variance()
                + variance(budget, rest.toNanos() / 1e9, rate(), errorRate) * divisor();
    }

    /** Variance of D after some seconds at the highest share before Promote. */
    static double variance(Budget budget, double seconds, double rate, double errorRate) {
        double share = budget.highestBp() / 10_000.0;
        return seconds * rate * errorRate * share / (1 - share);
    }

    private Totals totals() {
        return state.errors().totals().getFirst();
    }

    /** λ: what was seen at the share in force, else the forecast. */
    private double rate() {
        double seen = state.exposure.rate();
        return seen > 0 ? seen : budget.forecast().requestsPerSecond();
    }

    /** B_left = B − max(0, D − 2 √V): what surely was spent is gone. */
    private double left() {
        double spent = harm().excess() - DEVIATIONS * StrictMath.sqrt(harm().variance());
        return budget.allowed() - Math.max(0, spent);
    }

    /**
     * How far exposure may go from {@code share}.
     *
     * @param held something forbids growth, whatever the budget allows
     */
    Growth grow(int share, boolean held) {
        if (share == 0 && !held && state.setup.planning() instanceof Planning.Possible possible) {
            return growth(possible.firstShareBp(), Limit.GROWTH, Optional.empty());
        }
        if (held || share == 0) {
            return growth(share, Limit.HELD, Optional.empty());
        }
        if (!due()) {
            return growth(share, Limit.REACTION, Optional.empty());
        }
        return raised(share);
    }

    private boolean due() {
        return state.exposure.canary() >= Budget.FEWEST_REQUESTS
                && Duration.between(state.exposure.since(), look.window().end())
                                .compareTo(budget.reaction())
                        >= 0;
    }

    private Growth raised(int share) {
        double now = share / 10_000.0;
        int step = budget.limits().granularityBp();
        // A raise is at least one step of the router, else small shares could never grow.
        double next = Math.max(budget.growth() * now, (share + step) / 10_000.0);
        Limit limit = Limit.GROWTH;
        boolean promoted = harm().promoted();
        double highest = (promoted ? Schedule.WATCHING_BP : budget.highestBp()) / 10_000.0;
        if (highest < next) {
            next = highest;
            limit = Limit.MAX_SHARE;
        }
        double capacity = capacity();
        if (capacity < next) {
            next = capacity;
            limit = Limit.CAPACITY;
        }
        Optional<Double> excess = Optional.empty();
        if (!promoted && next > now) {
            double most = assumedExcess();
            excess = Optional.of(most);
            double fits = Budget.GAMMA * left() / (rate() * budget.reactionSeconds() * most);
            if (fits < next) {
                next = fits;
                limit = Limit.BUDGET;
            }
        }
        return growth(Math.max(share, budget.granular(next)), limit, excess);
    }

    /** u: the bound of the excess; until the time of evidence is over, at least a sudden fault. */
    private double assumedExcess() {
        boolean early = state.progress.covered().compareTo(plan.minEvidenceTime()) < 0;
        if (early && budget.sudden() == 1) {
            return 1;
        }
        double bound = harm().excessBound(totals(), divisor());
        return early ? Math.max(bound, budget.sudden()) : bound;
    }

    private double capacity() {
        return budget.limits()
                .replicaRate()
                .map(each -> look.canary().ready() * Budget.HEADROOM * each / rate())
                .orElse(1.0);
    }

    private Growth growth(int nextBp, Limit limit, Optional<Double> excess) {
        return new Growth(
                nextBp,
                new Spending(
                        budget.allowed(),
                        harm().excess(),
                        StrictMath.sqrt(harm().variance()),
                        left(),
                        rail(),
                        excess,
                        limit));
    }
}
