package dev.surefoot.cli;

import dev.surefoot.judge.Culprit;
import dev.surefoot.judge.Evidence;
import dev.surefoot.judge.Judgement;
import dev.surefoot.judge.Plan;

import java.util.Locale;
import java.util.Optional;

/**
 * What counts of an answer, in both forms.
 *
 * @param metric what a rollback is blamed on
 * @param canary its counts that the answer rests on: what was compared or, where a rail was
 *     touched, everything, for rails need no baseline
 */
record JudgeAnswer(
        String judgement,
        Optional<String> metric,
        double evidence,
        double threshold,
        Evidence.Tally canary) {
    static JudgeAnswer of(Judgement judgement) {
        Evidence evidence = judgement.evidence();
        return switch (judgement) {
            case Judgement.Rollback(Culprit culprit, Evidence _) ->
                    new JudgeAnswer(
                            "ROLLBACK",
                            Optional.of(name(culprit)),
                            finite(culprit.seen()),
                            culprit.bound(),
                            culprit.kind().compared()
                                    ? evidence.canary()
                                    : evidence.errorRate().canary());
            case Judgement.Promote _ ->
                    new JudgeAnswer(
                            "PROMOTE",
                            Optional.empty(),
                            finite(Math.exp(evidence.logFit())),
                            evidence.fit().threshold(),
                            evidence.canary());
            case Judgement.Hold _ -> undecided("HOLD", evidence);
            case Judgement.Inconclusive _ -> undecided("INCONCLUSIVE", evidence);
        };
    }

    /** Of a stream without a window. */
    static JudgeAnswer nothing(Plan plan) {
        return new JudgeAnswer(
                "HOLD", Optional.empty(), 1, 1 / plan.alpha(), new Evidence.Tally(0, 0));
    }

    private static JudgeAnswer undecided(String judgement, Evidence evidence) {
        return new JudgeAnswer(
                judgement,
                Optional.empty(),
                finite(evidence.worse().eValue()),
                evidence.worse().threshold(),
                evidence.canary());
    }

    private static String name(Culprit culprit) {
        String kind = culprit.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return culprit.name().isEmpty() ? kind : kind + " " + culprit.name();
    }

    /** JSON has no infinity. */
    static double finite(double value) {
        return Math.min(value, Double.MAX_VALUE);
    }
}
