package dev.surefoot.judge;

import dev.surefoot.judge.Culprit.Kind;
import dev.surefoot.judge.Evidence.Metric;

/** Sentences on what was compared. */
final class MetricWords {
    private static final double LITTLE_FITNESS = 0.01;
    private static final double WORTH_TELLING = 0.05;

    private MetricWords() {}

    /** "of 24 errors, 7 came from the canary". */
    static String split(Metric metric) {
        long canary = metric.canary().errors();
        long all = canary + metric.baseline().errors();
        String what =
                switch (metric.kind()) {
                    case LATENCY ->
                            Numbers.count(all, "request") + " slower than " + metric.name() + " s";
                    case EVENT -> Numbers.count(all, "event") + " " + metric.name();
                    default -> Numbers.count(all, "error");
                };
        return "of " + what + ", " + Numbers.count(canary) + " came from the canary";
    }

    /** " (1.2 expected)". */
    static String expected(Metric metric) {
        return " (" + Numbers.about(metric.expected()) + " expected)";
    }

    static String splitAndExpected(Metric metric) {
        return split(metric) + expected(metric);
    }

    /** Why the comparison rolled back. */
    static String worse(Culprit culprit, Evidence evidence) {
        Metric metric = named(evidence, culprit);
        return split(metric)
                + served(metric)
                + expected(metric)
                + ". Counting every look, chance at most 1 in "
                + Numbers.odds(culprit.seen())
                + " if it were no worse."
                + (culprit.alone()
                        ? ""
                        : " That is the largest part of it; no metric was enough alone.");
    }

    private static Metric named(Evidence evidence, Culprit culprit) {
        return evidence.metrics().stream()
                .filter(it -> it.kind() == culprit.kind())
                .filter(it -> it.kind() != Kind.EVENT || it.name().equals(culprit.name()))
                .findFirst()
                .orElseThrow();
    }

    private static String served(Metric metric) {
        double canary = metric.canary().requests();
        return ", which served "
                + Numbers.percent(canary / (canary + metric.baseline().requests()))
                + " of "
                + (metric.kind() == Kind.EVENT ? "trials" : "requests");
    }

    /** What is known while neither answer is proven. */
    static String gathering(Plan plan, Evidence evidence) {
        Metric errors = evidence.metrics().getFirst();
        boolean above = errors.canary().errors() > errors.expected();
        double chance = above ? singleLook(errors) : 1;
        String fit = "Fit for promotion: " + fit(plan, evidence);
        if (chance > WORTH_TELLING) {
            return splitAndExpected(errors) + ". " + others(evidence) + fit;
        }
        return splitAndExpected(errors)
                + ". In a single look: chance 1 in "
                + Numbers.odds(1 / chance)
                + "; counting every look the evidence is only "
                + Numbers.about(evidence.worse().eValue())
                + " : 1; we act at "
                + Numbers.about(evidence.worse().threshold())
                + (errors.canary().errors() < Ruling.FEWEST_EVENTS
                        ? " : 1 and " + Ruling.FEWEST_EVENTS + " failed canary requests. "
                        : " : 1. ")
                + others(evidence)
                + fit;
    }

    /** Metrics beside errors that speak against the canary. */
    private static String others(Evidence evidence) {
        StringBuilder words = new StringBuilder();
        for (Metric metric : evidence.metrics()) {
            if (metric.kind() != Kind.ERRORS && metric.logE() > 0) {
                String split = splitAndExpected(metric);
                words.append("O").append(split, 1, split.length()).append(". ");
            }
        }
        return words.toString();
    }

    /** "3.1 : 1 of 20 : 1", of the metric that has least, which is named unless it is errors. */
    private static String fit(Plan plan, Evidence evidence) {
        Metric least = evidence.metrics().getFirst();
        for (Metric metric : evidence.metrics()) {
            if (logFit(metric) < logFit(least)) {
                least = metric;
            }
        }
        Evidence.Fit fit = least.fit().orElseThrow();
        return fitness(fit.combined())
                + " : 1 of "
                + Numbers.about(fit.threshold())
                + " : 1"
                + (least.kind() == Kind.LATENCY ? " for latency within " + goal(plan) : "");
    }

    /** Far from the threshold nobody needs to know how far. */
    private static String fitness(double evidence) {
        return evidence < LITTLE_FITNESS
                ? "less than " + Numbers.about(LITTLE_FITNESS)
                : Numbers.about(evidence);
    }

    private static double logFit(Metric metric) {
        return metric.fit().map(Evidence.Fit::logCombined).orElse(Double.POSITIVE_INFINITY);
    }

    /** "0.5 s". */
    static String goal(Plan plan) {
        Metrics.Goal goal = plan.metrics().latency().orElseThrow().goal().orElseThrow();
        return Numbers.plain(goal.seconds()) + " s";
    }

    /**
     * Chance of at least that many canary events if each were the canary's with its average share:
     * the binomial tail.
     */
    static double singleLook(Metric metric) {
        long x = metric.canary().errors();
        long both = x + metric.baseline().errors();
        double share = metric.expected() / both;
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
