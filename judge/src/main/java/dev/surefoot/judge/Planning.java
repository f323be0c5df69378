package dev.surefoot.judge;

import java.util.ArrayList;
import java.util.List;

/** Can a plan be kept, and with what share does it begin? */
public sealed interface Planning {
    /**
     * It can.
     *
     * @param firstShareBp in basis points
     */
    record Possible(int firstShareBp) implements Planning {}

    /**
     * It cannot; the judge answers Inconclusive to every window.
     *
     * @param why with the numbers
     * @param options what people can do now, each a sentence
     */
    record Impossible(String why, List<String> options) implements Planning {
        /** Copies the options. */
        public Impossible {
            options = List.copyOf(options);
        }
    }

    /** Looks at the settings alone. */
    static Planning of(Plan plan) {
        return switch (plan.pace()) {
            case Schedule steps -> new Possible(steps.stepsBp().getFirst());
            case Budget budget -> of(plan, budget);
        };
    }

    private static Planning of(Plan plan, Budget budget) {
        double rate = budget.forecast().requestsPerSecond();
        if (!(budget.failedRequests() >= Budget.FEWEST)) {
            return impossible(
                    "a budget of "
                            + Numbers.about(budget.failedRequests())
                            + " failed requests is less than detection itself may cost",
                    "accept at least " + Numbers.about(Budget.FEWEST) + " failed requests");
        }
        if (rate == 0) {
            return impossible(
                    "nobody knows how many requests a second there are",
                    "wait until the running version's traffic was counted for some minutes");
        }
        double floor = floor(plan, budget);
        double cost = floor * rate * budget.reactionSeconds();
        if (floor > budget.highestBp() / 10_000.0) {
            return impossible(
                    "at "
                            + Numbers.about(rate)
                            + " requests a second even "
                            + Numbers.share(budget.highestBp())
                            + " of them bring fewer than "
                            + Budget.FEWEST_REQUESTS
                            + " requests in the time of evidence",
                    "ask for a longer min-evidence-time",
                    "send synthetic probes to the canary");
        }
        if (cost > budget.allowed()) {
            return impossible(
                    "a total failure at the smallest useful share of "
                            + Numbers.percent(floor)
                            + " costs "
                            + Numbers.about(cost)
                            + " failed requests before it is over; the release may cost "
                            + Numbers.about(budget.allowed()),
                    "accept at least " + Numbers.about(Math.ceil(cost)) + " failed requests",
                    "shorten the reaction time of " + Numbers.time(budget.reaction()),
                    "use a router with finer shares than "
                            + Numbers.share(budget.limits().granularityBp()));
        }
        return new Possible(Math.max(ceil(budget, floor), first(budget, rate)));
    }

    private static Impossible impossible(String why, String... ways) {
        List<String> options = new ArrayList<>(List.of(ways));
        options.add("use fixed steps (strategy canary)");
        return new Impossible(why, options);
    }

    /** What the router can do, and 30 requests in the time of evidence. */
    private static double floor(Plan plan, Budget budget) {
        double seconds = Math.max(plan.minEvidenceTime().toNanos() / 1e9, budget.reactionSeconds());
        return Math.max(
                budget.limits().granularityBp() / 10_000.0,
                Budget.FEWEST_REQUESTS / (budget.forecast().requestsPerSecond() * seconds));
    }

    private static int ceil(Budget budget, double share) {
        int step = budget.limits().granularityBp();
        return (int) Math.ceil(share * 10_000 / step - 1e-9) * step;
    }

    private static int first(Budget budget, double rate) {
        double excess =
                budget.probes()
                        .map(it -> UpperBound.of(it.errors(), it.requests(), Harm.DELTA))
                        .orElse(1.0);
        // Probes bound what is; a fault that starts later is the sudden one to be prepared for.
        double most = Math.max(excess, budget.sudden());
        double fits =
                Budget.GAMMA * budget.failedRequests() / (rate * budget.reactionSeconds() * most);
        double share = Math.min(Budget.FIRST, fits) / budget.riskDivisor();
        return Math.min(budget.granular(share), budget.highestBp());
    }
}
