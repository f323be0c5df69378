package dev.surefoot.judge;

import dev.surefoot.judge.Evidence.Metric;
import dev.surefoot.judge.Judgement.Hold;
import dev.surefoot.judge.Judgement.Inconclusive;
import dev.surefoot.judge.Judgement.Promote;
import dev.surefoot.judge.Judgement.Rollback;

import java.util.List;
import java.util.Optional;

/**
 * Says for people what was decided and why, in numbers they can check. The chance of a single look
 * is told beside the evidence that counts every look, and never as the reason.
 */
public final class Words {
    private Words() {}

    /**
     * What a plan promises and what it does not bound, a sentence or a few a line; to be shown
     * before the release begins.
     */
    public static List<String> plan(Plan plan) {
        return PlanWords.of(plan);
    }

    /** A few sentences, in English, with the label that says how exact the numbers are. */
    public static String explain(Plan plan, Judgement judgement) {
        return brief(plan, judgement)
                + spent(judgement)
                + dropped(judgement.evidence())
                + (compares(judgement) ? label(judgement.evidence()) : "");
    }

    /** The same without the label; for a line among many, where the whole stands elsewhere. */
    public static String brief(Plan plan, Judgement judgement) {
        return switch (judgement) {
            case Promote promote -> promoted(plan, promote.evidence());
            case Rollback rollback ->
                    "Rolled back: "
                            + RailWords.touched(plan, rollback.culprit(), rollback.evidence());
            case Hold hold -> holding(plan, hold);
            case Inconclusive inconclusive -> inconclusive(plan, inconclusive);
        };
    }

    private static String promoted(Plan plan, Evidence evidence) {
        Metric errors = evidence.metrics().getFirst();
        boolean byComparison = evidence.fit().logF() >= evidence.fit().logQ();
        return "Promote: not worse than "
                + Numbers.about(plan.margin())
                + "× (odds), or fewer than "
                + Numbers.percent(plan.maxErrorRate())
                + " errors; wrong at most 1 time in "
                + Numbers.odds(1 / plan.beta())
                + ". Carried by "
                + (byComparison
                        ? "the comparison: " + MetricWords.splitAndExpected(errors)
                        : "the ceiling: "
                                + Numbers.count(errors.canary().errors())
                                + " of "
                                + Numbers.count(errors.canary().requests(), "canary request")
                                + " failed")
                + "."
                + plan.metrics()
                        .latency()
                        .flatMap(Metrics.Latency::goal)
                        .map(goal -> promoted(plan, goal))
                        .orElse("");
    }

    private static String promoted(Plan plan, Metrics.Goal goal) {
        return " Likewise latency: not worse than "
                + Numbers.about(plan.margin())
                + "× (odds), or fewer than "
                + Numbers.percent(1 - goal.share())
                + " slower than "
                + MetricWords.goal(plan)
                + ".";
    }

    private static boolean compares(Judgement judgement) {
        return !(judgement instanceof Rollback rollback)
                || switch (rollback.culprit().kind()) {
                    case ERRORS, LATENCY, EVENT, ERROR_RATE, FAST_BURN, BURN_RATE, HARM -> true;
                    case READINESS, RESTARTS, OUT_OF_MEMORY, LIMIT -> false;
                };
    }

    private static String holding(Plan plan, Hold hold) {
        Evidence evidence = hold.evidence();
        String what =
                switch (hold.reason()) {
                    case GATHERING_EVIDENCE -> MetricWords.gathering(plan, evidence);
                    case MIN_EVIDENCE_TIME ->
                            "fit so far, but "
                                    + Numbers.time(plan.minEvidenceTime())
                                    + " of evidence were asked for";
                    case NO_TRAFFIC ->
                            "no traffic: the canary served no request at a share of "
                                    + Numbers.share(evidence.shareBp());
                    case STALE -> "this window has no usable counters; nothing was learned from it";
                    case SILENT ->
                            "no fresh counters for more than "
                                    + Numbers.time(plan.rails().blind())
                                    + "; the share is held, for what cannot be seen is no pass";
                    case SHARED_INCIDENT ->
                            "canary and baseline fail together, so it is not the new version alone";
                    case ROUTING_UNVERIFIED ->
                            "routing unverified: the canary does not get the "
                                    + Numbers.share(evidence.shareBp())
                                    + " of requests it should";
                    case RAILS_ONLY -> "no rail was touched";
                };
        String eta = hold.eta().map(time -> "; about " + Numbers.time(time) + " more").orElse("");
        return "Holding: " + what + eta + ".";
    }

    private static String inconclusive(Plan plan, Inconclusive judgement) {
        String why =
                switch (judgement.reason()) {
                    case NOT_PLANNABLE -> notPlannable(plan);
                    case NOT_ENOUGH_EVIDENCE ->
                            "too little evidence: "
                                    + MetricWords.gathering(plan, judgement.evidence());
                    case NO_TRAFFIC -> "no traffic reached the canary";
                    case SILENT -> "no fresh counters";
                    case SHARED_INCIDENT -> "canary and baseline failed together";
                    case ROUTING_UNVERIFIED -> "the canary did not get its share of requests";
                };
        return "Inconclusive"
                + (judgement.reason() == InconclusiveReason.NOT_PLANNABLE
                        ? ": "
                        : " at the deadline: ")
                + why
                + ". Options: "
                + String.join("; ", judgement.options())
                + ".";
    }

    /** What the release has cost and what holds exposure back, where that is for a budget. */
    private static String spent(Judgement judgement) {
        return judgement instanceof Rollback
                ? ""
                : judgement.evidence().spending().map(it -> " " + spent(it)).orElse("");
    }

    /** What a release has cost, what it may, and what bounds its exposure; one sentence. */
    public static String spent(Evidence.Spending spending) {
        return "Cost so far: "
                + cost(spending)
                + switch (spending.limit()) {
                    case HELD -> "; the share is held";
                    case REACTION -> "; the share was raised a moment ago, or too few saw it";
                    case GROWTH -> "; exposure grows";
                    case BUDGET -> "; exposure is bounded by the budget" + assumed(spending);
                    case MAX_SHARE -> "; exposure is at its highest for now";
                    case CAPACITY -> "; exposure is bounded by what the replicas can serve";
                }
                + ".";
    }

    /** The same of a release that is over: nothing bounds it any more. */
    public static String spentInAll(Evidence.Spending spending) {
        return "Cost: " + cost(spending) + ".";
    }

    private static String cost(Evidence.Spending spending) {
        return Numbers.about(Math.max(0, spending.excess()))
                + " of "
                + Numbers.about(spending.budget())
                + " failed requests (give or take "
                + Numbers.about(2 * spending.deviation())
                + ")";
    }

    /** How failures are taken to cluster, in a sentence; empty where they are not. */
    public static Optional<String> clusters(Plan plan) {
        return PlanWords.clusters(plan);
    }

    private static String assumed(Evidence.Spending spending) {
        return spending.assumedExcess()
                .map(it -> ", for up to " + Numbers.percent(it) + " more may fail")
                .orElse("");
    }

    private static String notPlannable(Plan plan) {
        return switch (Planning.of(plan)) {
            case Planning.Possible _ -> "the plan could not be kept";
            case Planning.Impossible impossible -> impossible.why();
        };
    }

    private static String dropped(Evidence evidence) {
        long dropped = evidence.windows().dropped();
        return dropped == 0
                ? ""
                : " "
                        + Numbers.count(dropped, "window")
                        + " came too late and "
                        + (dropped == 1 ? "was" : "were")
                        + " left out.";
    }

    private static String label(Evidence evidence) {
        Dispersion dispersion = evidence.dispersion();
        return " Dispersion "
                + Numbers.about(dispersion.phi())
                + " ("
                + dispersion.source()
                + "): "
                + Dispersion.LABEL
                + ".";
    }
}
