package dev.surefoot.judge;

/** Sentences on rails that were touched. */
final class RailWords {
    private RailWords() {}

    static String touched(Plan plan, Culprit culprit, Evidence evidence) {
        return switch (culprit.kind()) {
            case ERRORS, LATENCY, EVENT -> MetricWords.worse(culprit, evidence);
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
            case LIMIT ->
                    "an instance of the canary used at least "
                            + Numbers.percent(Rails.CLOSE_TO_LIMIT)
                            + " of one of its limits in "
                            + Numbers.count((long) culprit.seen(), "poll")
                            + " in a row, and the baseline did not.";
            case ERROR_RATE ->
                    absolute(evidence.errorRate(), evidence.errorRate().limit(), culprit);
            case FAST_BURN ->
                    absolute(evidence.errorRate(), plan.rails().fastBurn().orElseThrow(), culprit)
                            + " At that rate a month's error budget is gone in two days.";
            case BURN_RATE ->
                    "the canary fails "
                            + Numbers.about(culprit.seen())
                            + " times as often as its availability goal allows over "
                            + culprit.name()
                            + "; the limit is "
                            + Numbers.about(culprit.bound())
                            + (evidence.baseline().requests() == 0
                                    ? " times."
                                    : " times, and the baseline is below it.");
            case HARM ->
                    "the canary failed "
                            + Numbers.about(culprit.seen())
                            + " requests more than its share; the release may cost "
                            + Numbers.about(culprit.bound())
                            + ".";
        };
    }

    private static String absolute(Evidence.ErrorRate rail, double limit, Culprit culprit) {
        return Numbers.count(rail.canary().errors())
                + " of "
                + Numbers.count(rail.canary().requests(), "canary request")
                + " failed since the first window. That it fails more than "
                + Numbers.percent(limit)
                + " is "
                + Numbers.odds(culprit.seen())
                + " : 1, counting every look; the limit is "
                + Numbers.odds(culprit.bound())
                + " : 1.";
    }
}
