package dev.surefoot.cli;

import dev.surefoot.judge.Culprit;
import dev.surefoot.judge.Evidence;
import dev.surefoot.judge.Judgement;

import java.util.Locale;
import java.util.Optional;

/** What counts of an answer, in both forms. */
record JudgeAnswer(String judgement, Optional<String> metric, double evidence, double threshold) {
    static JudgeAnswer of(Judgement judgement) {
        Evidence evidence = judgement.evidence();
        return switch (judgement) {
            case Judgement.Rollback(Culprit culprit, Evidence _) ->
                    new JudgeAnswer(
                            "ROLLBACK",
                            Optional.of(name(culprit)),
                            finite(culprit.seen()),
                            culprit.bound());
            case Judgement.Promote _ ->
                    new JudgeAnswer(
                            "PROMOTE",
                            Optional.empty(),
                            finite(Math.exp(evidence.logFit())),
                            evidence.fit().threshold());
            case Judgement.Hold _ -> undecided("HOLD", evidence);
            case Judgement.Inconclusive _ -> undecided("INCONCLUSIVE", evidence);
        };
    }

    private static JudgeAnswer undecided(String judgement, Evidence evidence) {
        return new JudgeAnswer(
                judgement,
                Optional.empty(),
                finite(evidence.worse().eValue()),
                evidence.worse().threshold());
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
