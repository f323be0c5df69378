package dev.surefoot.cli;

import dev.surefoot.cli.stream.Arms;
import dev.surefoot.cli.stream.StreamJudge;
import dev.surefoot.judge.HoldReason;
import dev.surefoot.judge.InconclusiveReason;
import dev.surefoot.judge.Judgement;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Words;

import java.math.BigDecimal;

/** Why a stream was judged as it was, with what whoever made it can do about it. */
final class JudgeWords {
    private JudgeWords() {}

    static String explain(StreamJudge.Verdict verdict) {
        return verdict.judgement()
                .map(judgement -> explain(verdict, judgement))
                .orElse("The stream has no window, so nothing is known.");
    }

    private static String explain(StreamJudge.Verdict verdict, Judgement judgement) {
        String words = Words.explain(verdict.plan(), judgement);
        return switch (judgement) {
            case Judgement.Rollback _, Judgement.Promote _ -> words;
            case Judgement.Hold hold ->
                    undecided(
                            verdict, words, "Holding", hold.reason() == HoldReason.SHARED_INCIDENT);
            case Judgement.Inconclusive inconclusive ->
                    undecided(
                            verdict,
                            words,
                            "Inconclusive",
                            inconclusive.reason() == InconclusiveReason.SHARED_INCIDENT);
        };
    }

    private static String undecided(
            StreamJudge.Verdict verdict, String words, String answer, boolean shared) {
        if (!verdict.arms().together()) {
            return answer + ": " + apart(verdict.arms());
        }
        String told =
                verdict.lacks()
                        .map(arm -> words + " The last window has no line of the " + arm + ".")
                        .orElse(words);
        return shared ? told + " " + usual(verdict.plan()) : told;
    }

    private static String apart(Arms arms) {
        if (arms.canary().isPresent() && arms.baseline().isPresent()) {
            return "no window has both arms, so nothing was compared: the canary's first line is at"
                    + " time %s, the baseline's at %s. Write the same time on both lines of a window."
                            .formatted(arms.canary().get(), arms.baseline().get());
        }
        String missing = arms.canary().isPresent() ? "baseline" : "canary";
        return "no window has both arms, so nothing was compared: no line is the "
                + missing
                + "'s.";
    }

    private static String usual(Plan plan) {
        return "Both count as failing above %s %% errors: raise --rail-error-rate if that is usual."
                .formatted(
                        BigDecimal.valueOf(plan.rails().errorRate())
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString());
    }
}
