package dev.surefoot.server.promotion;

import dev.surefoot.judge.Budget;
import dev.surefoot.server.environment.Harm;
import dev.surefoot.server.rollout.RolloutPlan;

import java.time.Duration;
import java.util.Optional;

/**
 * Makes the judge's budget of what a person accepts. What a replica can bear is not known: the most
 * that one was seen to serve is less than that, and would hold back every release at a busy hour.
 * Both slots have as many instances, so none of the new version's gets more than one of the old
 * version's has.
 */
final class Budgets {
    private static final double BASIS_POINTS = 10_000;
    private static final double USUAL_PART = 0.001;

    /** Routers divide by ten-thousandths, or the rollout is refused. */
    private static final int GRANULARITY_BP = 1;

    private Budgets() {}

    static Budget of(
            RolloutPlan.Spendable spendable,
            Forecasts traffic,
            double errorRate,
            Duration reaction) {
        return Budget.of(
                        failedRequests(spendable.harm(), traffic),
                        new Budget.Forecast(traffic.high(), Math.min(errorRate, 0.999)),
                        reaction)
                .with(
                        new Budget.Limits(
                                spendable.maxShare().basisPoints(),
                                GRANULARITY_BP,
                                Optional.empty()));
    }

    private static double failedRequests(Harm harm, Forecasts traffic) {
        return switch (harm) {
            case Harm.FailedRequests it -> it.most();
            case Harm.ErrorBudget it ->
                    // Without traffic nobody knows; the plan then waits for some, and names that.
                    traffic.usual() == 0
                            ? Budget.FEWEST
                            : Budget.usual(
                                            it.availability().basisPoints() / BASIS_POINTS,
                                            traffic.usual())
                                    * (it.part().basisPoints() / BASIS_POINTS / USUAL_PART);
        };
    }
}
