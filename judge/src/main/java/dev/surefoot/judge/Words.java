package dev.surefoot.judge;

import dev.surefoot.judge.Evidence.Tally;
import dev.surefoot.judge.Judgement.Hold;
import dev.surefoot.judge.Judgement.Inconclusive;
import dev.surefoot.judge.Judgement.Promote;
import dev.surefoot.judge.Judgement.Rollback;

/**
 * Says for people what was decided and why, in numbers they can check. The chance of a single look
 * is told beside the evidence that counts every look, and never as the reason.
 */
public final class Words {
    private static final double WORTH_TELLING = 0.05;

    private Words() {}

    /** A few sentences, in English, with the label that says how exact the numbers are. */
    public static String explain(Plan plan, Judgement judgement) {
        return brief(plan, judgement) + (compares(judgement) ? label(judgement.evidence()) : "");
    }

    /** The same without the label; for a line among many, where the whole stands elsewhere. */
    public static String brief(Plan plan, Judgement judgement) {
        return switch (judgement) {
            case Promote promote -> promoted(plan, promote.evidence());
            case Rollback rollback -> rolledBack(plan, rollback);
            case Hold hold -> holding(plan, hold);
            case Inconclusive inconclusive -> inconclusive(inconclusive);
        };
    }

    private static String promoted(Plan plan, Evidence evidence) {
        boolean byComparison = evidence.fit().logF() >= evidence.fit().logQ();
        Tally canary = evidence.canary();
        return "Promote: not worse than "
                + Numbers.about(plan.margin())
                + "× (odds), or fewer than "
                + Numbers.percent(plan.maxErrorRate())
                + " errors; wrong at most 1 time in "
                + Numbers.odds(1 / plan.beta())
                + ". Carried by "
                + (byComparison
                        ? "the comparison: " + split(evidence) + expected(evidence)
                        : "the ceiling: "
                                + Numbers.count(canary.errors())
                                + " of "
                                + Numbers.count(canary.requests(), "canary request")
                                + " failed")
                + ".";
    }

    private static boolean compares(Judgement judgement) {
        return !(judgement instanceof Rollback rollback)
                || switch (rollback.culprit().kind()) {
                    case ERRORS, ERROR_RATE -> true;
                    case READINESS, RESTARTS, OUT_OF_MEMORY -> false;
                };
    }

    private static String rolledBack(Plan plan, Rollback rollback) {
        Culprit culprit = rollback.culprit();
        Evidence evidence = rollback.evidence();
        return "Rolled back: "
                + switch (culprit.kind()) {
                    case ERRORS ->
                            split(evidence)
                                    + served(evidence)
                                    + expected(evidence)
                                    + ". Counting every look, chance at most 1 in "
                                    + Numbers.odds(culprit.seen())
                                    + " if it were no worse.";
                    case READINESS ->
                            "the canary was not ready in "
                                    + Numbers.count((long) culprit.seen(), "poll")
                                    + " in a row; the limit is "
                                    + plan.rails().notReadyPolls()
                                    + ".";
                    case RESTARTS ->
                            "the canary restarted "
                                    + Numbers.about(culprit.seen())
                                    + " times more than the baseline; the limit is "
                                    + plan.rails().restarts()
                                    + ".";
                    case OUT_OF_MEMORY ->
                            "the canary was killed for memory ("
                                    + Numbers.count((long) culprit.seen(), "kill")
                                    + ").";
                    case ERROR_RATE -> errorRate(evidence.errorRate());
                };
    }

    private static String errorRate(Evidence.ErrorRate rail) {
        return Numbers.count(rail.canary().errors())
                + " of "
                + Numbers.count(rail.canary().requests(), "canary request")
                + " failed since the first window. That it fails more than "
                + Numbers.percent(rail.limit())
                + " is "
                + Numbers.odds(StrictMath.exp(rail.logE()))
                + " : 1, counting every look; the limit is "
                + Numbers.odds(rail.threshold())
                + " : 1.";
    }

    private static String holding(Plan plan, Hold hold) {
        Evidence evidence = hold.evidence();
        String what =
                switch (hold.reason()) {
                    case GATHERING_EVIDENCE -> gathering(evidence);
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

    private static String gathering(Evidence evidence) {
        String fit =
                "Fit for promotion: "
                        + Numbers.about(evidence.fit().combined())
                        + " : 1 of "
                        + Numbers.about(evidence.fit().threshold())
                        + " : 1";
        boolean above = evidence.canary().errors() > evidence.expectedCanaryErrors();
        double chance = above ? singleLook(evidence) : 1;
        if (chance > WORTH_TELLING) {
            return split(evidence) + expected(evidence) + ". " + fit;
        }
        return split(evidence)
                + expected(evidence)
                + ". In a single look: chance 1 in "
                + Numbers.odds(1 / chance)
                + "; counting every look the evidence is only "
                + Numbers.about(evidence.worse().eValue())
                + " : 1; we act at "
                + Numbers.about(evidence.worse().threshold())
                + (evidence.canary().errors() < Ruling.FEWEST_EVENTS
                        ? " : 1 and " + Ruling.FEWEST_EVENTS + " failed canary requests. "
                        : " : 1. ")
                + fit;
    }

    private static String inconclusive(Inconclusive judgement) {
        String why =
                switch (judgement.reason()) {
                    case NOT_ENOUGH_EVIDENCE ->
                            "too little evidence. " + gathering(judgement.evidence());
                    case NO_TRAFFIC -> "no traffic reached the canary";
                    case SILENT -> "no fresh counters";
                    case SHARED_INCIDENT -> "canary and baseline failed together";
                    case ROUTING_UNVERIFIED -> "the canary did not get its share of requests";
                };
        return "Inconclusive at the deadline: "
                + why
                + ". Options: "
                + String.join("; ", judgement.options())
                + ".";
    }

    private static String split(Evidence evidence) {
        long all = evidence.canary().errors() + evidence.baseline().errors();
        return "of "
                + Numbers.count(all, "error")
                + ", "
                + Numbers.count(evidence.canary().errors())
                + " came from the canary";
    }

    private static String served(Evidence evidence) {
        double canary = evidence.canary().requests();
        return ", which served "
                + Numbers.percent(canary / (canary + evidence.baseline().requests()))
                + " of requests";
    }

    private static String expected(Evidence evidence) {
        return " (" + Numbers.about(evidence.expectedCanaryErrors()) + " expected)";
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

    /**
     * Chance of at least that many canary errors if each error were the canary's with its average
     * share: the binomial tail.
     */
    static double singleLook(Evidence evidence) {
        long x = evidence.canary().errors();
        long both = x + evidence.baseline().errors();
        double share = evidence.expectedCanaryErrors() / both;
        double log =
                Gamma.log(both + 1.0)
                        - Gamma.log(x + 1.0)
                        - Gamma.log(both - x + 1.0)
                        + x * StrictMath.log(share)
                        + (both - x) * StrictMath.log1p(-share);
        double term = 1;
        double sum = 1;
        // INVARIANT: x is above the mean, so terms only fall from here.
        for (long i = x; i < both && term > 1e-17 * sum; i++) {
            term *= (both - i) / (i + 1.0) * share / (1 - share);
            sum += term;
        }
        return StrictMath.exp(log) * sum;
    }
}
