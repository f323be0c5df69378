package dev.surefoot.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says beforehand what a plan promises, and what it does not bound. */
final class PlanWords {
    private PlanWords() {}

    static List<String> of(Plan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Rolls back a version that is no worse at most 1 time in "
                        + Numbers.odds(1 / plan.alpha())
                        + "; promotes one that is worse than "
                        + Numbers.about(plan.margin())
                        + "× (odds) and fails more than "
                        + Numbers.percent(plan.maxErrorRate())
                        + " at most 1 time in "
                        + Numbers.odds(1 / plan.beta())
                        + ". "
                        + capital(Dispersion.LABEL)
                        + ".");
        clusters(plan).ifPresent(lines::add);
        switch (plan.pace()) {
            case Schedule steps ->
                    lines.add(
                            "Exposes "
                                    + shares(steps.stepsBp())
                                    + ", each for at least "
                                    + Numbers.time(steps.stepTime())
                                    + " and "
                                    + Numbers.count(steps.minRequests(), "canary request")
                                    + ".");
            case Budget budget -> budget(plan, budget, lines);
        }
        return List.copyOf(lines);
    }

    /** What evidence is discounted by, and how that is known; empty where nothing is. */
    static Optional<String> clusters(Plan plan) {
        Dispersion dispersion = plan.dispersion();
        return dispersion.divisor() == 1
                ? Optional.empty()
                : Optional.of(
                        "Failures are taken to come in clusters (variance over mean "
                                + Numbers.about(dispersion.phi())
                                + ", "
                                + dispersion.source()
                                + "): evidence is divided by "
                                + Numbers.about(dispersion.divisor())
                                + ".");
    }

    private static void budget(Plan plan, Budget budget, List<String> lines) {
        switch (Planning.of(plan)) {
            case Planning.Impossible impossible -> {
                lines.add("Cannot be kept: " + impossible.why() + ".");
                impossible.options().forEach(option -> lines.add("Option: " + option + "."));
            }
            case Planning.Possible possible -> {
                lines.add(spends(budget));
                lines.add(grows(budget, possible.firstShareBp()));
                lines.add(prepared(plan, budget));
                smallest(plan, budget, lines);
                unbounded(plan, budget, possible.firstShareBp(), lines);
            }
        }
    }

    private static String spends(Budget budget) {
        return "May cost "
                + Numbers.about(budget.allowed())
                + " failed requests beyond the baseline's share"
                + (budget.riskDivisor() > 1 ? ", for it is risky" : "")
                + "; planned with "
                + Numbers.about(budget.forecast().requestsPerSecond())
                + " requests a second and "
                + Numbers.time(budget.reaction())
                + " from a fault to its end.";
    }

    private static String grows(Budget budget, int firstShareBp) {
        return "Begins at "
                + Numbers.share(firstShareBp)
                + budget.probes()
                        .map(
                                it ->
                                        " (after "
                                                + Numbers.count(it.requests(), "probe")
                                                + " that no user saw, of which "
                                                + Numbers.count(it.errors())
                                                + " failed)")
                        .orElse("")
                + ", grows at most "
                + Numbers.about(budget.growth())
                + "× at a time, up to "
                + Numbers.share(budget.highestBp())
                + " before Promote and "
                + Numbers.share(Schedule.WATCHING_BP)
                + " after it.";
    }

    private static String prepared(Plan plan, Budget budget) {
        return "The budget holds, with chance at least 99 %, for faults that start in the first "
                + Numbers.time(plan.minEvidenceTime())
                + " of evidence; until then "
                + (budget.sudden() == 1
                        ? "a sudden total failure is assumed."
                        : "a sudden failure of "
                                + Numbers.percent(budget.sudden())
                                + " is assumed, and a worse one can cost more.");
    }

    /** Below four standard deviations an excess cannot be told from chance. */
    private static void smallest(Plan plan, Budget budget, List<String> lines) {
        double variance =
                Planner.variance(
                                budget,
                                plan.minEvidenceTime().toNanos() / 1e9,
                                budget.forecast().requestsPerSecond(),
                                budget.forecast().errorRate())
                        * plan.dispersion().divisor();
        double measurable = 4 * StrictMath.sqrt(variance);
        if (measurable > budget.allowed()) {
            lines.add(
                    "The smallest budget that can be told from chance in that time is "
                            + Numbers.about(measurable)
                            + " failed requests; below it only the comparison rolls back.");
        }
    }

    private static void unbounded(Plan plan, Budget budget, int firstShareBp, List<String> lines) {
        List<String> costs = new ArrayList<>();
        int share = firstShareBp;
        while (share < Schedule.WATCHING_BP) {
            costs.add(cost(budget, share));
            int next = budget.granular(budget.growth() * share / 10_000.0);
            // Before Promote there is none between the highest share and the watch's.
            int most = share < budget.highestBp() ? budget.highestBp() : Schedule.WATCHING_BP;
            share = Math.min(most, Math.max(next, share + 1));
        }
        costs.add(cost(budget, Schedule.WATCHING_BP));
        lines.add(
                "Not bounded: a fault that starts later. A sudden total failure costs, by share: "
                        + String.join(", ", thinned(costs))
                        + " failed requests; a partial one its part of that.");
        lines.add(
                "Not bounded: a fault that shows above some share only. It costs up to "
                        + Numbers.about(budget.growth())
                        + "× what is said for that share.");
        lines.add(
                "Not bounded: an excess within "
                        + Numbers.about(plan.margin())
                        + "× (odds), or below "
                        + Numbers.percent(plan.maxErrorRate())
                        + ": it counts as good and goes on for as long as the version runs.");
        lines.add(
                "Not bounded: requests that hang. Each is counted when it ends, and until then more"
                        + " come: "
                        + Numbers.about(
                                budget.forecast().requestsPerSecond() * firstShareBp / 10_000.0)
                        + " a second at the first share.");
    }

    /** "5 %: 350". */
    private static String cost(Budget budget, int shareBp) {
        double requests =
                budget.forecast().requestsPerSecond()
                        * budget.reactionSeconds()
                        * shareBp
                        / 10_000.0;
        return Numbers.share(shareBp) + ": " + Numbers.about(requests);
    }

    /** At most a dozen, always with the last. */
    private static List<String> thinned(List<String> all) {
        int every = Math.ceilDiv(all.size(), 12);
        List<String> some = new ArrayList<>();
        for (int i = (all.size() - 1) % every; i < all.size(); i += every) {
            some.add(all.get(i));
        }
        return some;
    }

    private static String shares(List<Integer> sharesBp) {
        return String.join(", ", sharesBp.stream().map(Numbers::share).toList());
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
