package dev.surefoot.cli;

import dev.surefoot.server.api.PromotionView;
import dev.surefoot.server.api.PromotionView.RollbackView;

import java.util.Locale;

/** Prints how a promotion ended, for people. */
final class Ending {
    private Ending() {}

    static void print(Output output, PromotionView view) {
        output.line("");
        output.line(
                view.outcome().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + ": candidate "
                        + Output.brief(view.candidate())
                        + " in "
                        + view.environment()
                        + " after "
                        + Output.between(view.requestedAt(), view.since()));
        view.exposure()
                .ifPresent(
                        seen -> {
                            output.line(
                                    "  canary    "
                                            + seen.canaryErrors()
                                            + " errors in "
                                            + seen.canaryRequests()
                                            + " requests; baseline "
                                            + seen.baselineErrors()
                                            + " in "
                                            + seen.baselineRequests());
                            output.line("  judged    " + seen.judges());
                            output.line("  judge     " + seen.words());
                        });
        view.budget().ifPresent(budget -> output.line("  budget    " + budget.words()));
        view.rollback().ifPresent(back -> rollback(output, back));
        if (view.outcome().equals("FAILED") && !view.events().isEmpty()) {
            output.line("  because   " + view.events().getLast().why());
        }
    }

    private static void rollback(Output output, RollbackView back) {
        output.line("  rollback  by " + back.actor() + ": " + back.explanation());
        StringBuilder times = new StringBuilder("  times     decided ");
        times.append(Output.clock(back.decidedAt()));
        back.executedAt()
                .ifPresent(
                        at ->
                                times.append(", executed after ")
                                        .append(Output.between(back.decidedAt(), at)));
        back.verifiedAt()
                .ifPresent(
                        at ->
                                times.append(", verified after ")
                                        .append(Output.between(back.decidedAt(), at)));
        back.lastBadRequest()
                .ifPresent(
                        at ->
                                times.append(", last request on it ")
                                        .append(Output.between(back.decidedAt(), at))
                                        .append(" after the decision"));
        output.line(times.toString());
        back.data().ifPresent(data -> output.line("  data      " + words(data)));
    }

    /** What became of the data, and after how long. */
    static String words(PromotionView.DataView data) {
        return data.verdict().toLowerCase(Locale.ROOT).replace('_', ' ')
                + " after "
                + data.tookMs()
                + " ms: "
                + data.words();
    }
}
