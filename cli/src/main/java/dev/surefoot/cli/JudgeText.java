package dev.surefoot.cli;

import dev.surefoot.cli.stream.StreamJudge;
import dev.surefoot.judge.Evidence;
import dev.surefoot.judge.Judgement;
import dev.surefoot.judge.Plan;

import java.io.PrintStream;
import java.util.Locale;

/** What the judge said, in words. */
record JudgeText(PrintStream out, boolean trace) implements JudgeReport {
    @Override
    public void window(String time, Judgement judgement) {
        if (trace) {
            Evidence evidence = judgement.evidence();
            out.printf(
                    Locale.ROOT,
                    "%s  canary %d/%d  baseline %d/%d  worse %.4g of %.4g  fit %.4g of %.4g%n",
                    time,
                    evidence.canary().errors(),
                    evidence.canary().requests(),
                    evidence.baseline().errors(),
                    evidence.baseline().requests(),
                    evidence.worse().eValue(),
                    evidence.worse().threshold(),
                    Math.exp(evidence.logFit()),
                    evidence.fit().threshold());
        }
    }

    @Override
    public void verdict(StreamJudge.Verdict verdict) {
        Plan plan = verdict.plan();
        verdict.judgement()
                .ifPresentOrElse(
                        judgement -> {
                            JudgeAnswer answer = JudgeAnswer.of(judgement);
                            Evidence evidence = judgement.evidence();
                            out.println(answer.judgement() + " at " + verdict.at().orElse(""));
                            out.println("  " + JudgeWords.explain(verdict));
                            out.printf(
                                    "  canary    %d errors in %d requests; baseline %d in %d%n",
                                    answer.canary().errors(),
                                    answer.canary().requests(),
                                    evidence.baseline().errors(),
                                    evidence.baseline().requests());
                            out.printf(
                                    "  windows   %d compared, %d not, of %s each%n",
                                    evidence.windows().used(),
                                    evidence.windows().skipped(),
                                    plan.window().toString().substring(2).toLowerCase(Locale.ROOT));
                        },
                        () -> out.println("HOLD: the stream has no window, so nothing is known"));
        out.println(
                "  routing   declared as "
                        + plan.routing().name().toLowerCase(Locale.ROOT)
                        + "; see --routing");
    }

    @Override
    public void end() {
        out.flush();
    }
}
