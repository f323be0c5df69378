package dev.surefoot.cli;

import dev.surefoot.server.api.PromotionView;
import dev.surefoot.server.api.PromotionView.EventView;
import dev.surefoot.server.api.PromotionView.RollbackView;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of one of the demo's candidates.
 *
 * @param outcome of its last promotion
 * @param expected the outcome that the demo is meant to show
 * @param exposure shares in basis points, in order
 * @param secondsToDecision from the first exposure until the judge decided
 * @param lastRequestOnBadVersionMs after the decision; negative: before it
 * @param because why it was refused
 * @param database how far what it changes there is
 */
record DemoRecord(
        String version,
        String commit,
        String subject,
        String outcome,
        String expected,
        List<PromotionView> promotions,
        List<Integer> exposure,
        long canaryRequests,
        long canaryErrors,
        Optional<Double> secondsToDecision,
        Optional<Long> lastRequestOnBadVersionMs,
        Optional<String> because,
        Optional<String> database) {
    /** What was handed over. */
    record Version(String name, String commit, String subject) {}

    /** A version that was refused before there was a candidate. */
    static DemoRecord notTaken(Version version, String outcome, String expected, String because) {
        return new DemoRecord(
                version.name(),
                version.commit(),
                version.subject(),
                outcome,
                expected,
                List.of(),
                List.of(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(because),
                Optional.empty());
    }

    boolean asExpected() {
        return outcome.equals(expected);
    }

    static DemoRecord of(
            String version,
            String commit,
            String subject,
            String expected,
            List<PromotionView> promotions,
            Optional<String> database) {
        PromotionView last = promotions.getLast();
        List<Integer> exposure = new ArrayList<>();
        for (EventView event : last.events()) {
            boolean newShare =
                    event.shareBp().isPresent()
                            && (exposure.isEmpty()
                                    || !exposure.getLast().equals(event.shareBp().get()));
            if (newShare) {
                exposure.add(event.shareBp().get());
            }
        }
        return new DemoRecord(
                version,
                commit,
                subject,
                last.outcome(),
                expected,
                promotions,
                exposure,
                last.exposure().map(PromotionView.ExposureView::canaryRequests).orElse(0L),
                last.exposure().map(PromotionView.ExposureView::canaryErrors).orElse(0L),
                last.exposure()
                        .flatMap(PromotionView.ExposureView::decidedAfterMs)
                        .map(ms -> ms / 1_000.0),
                last.rollback().flatMap(DemoRecord::lastRequest),
                last.outcome().equals("FAILED")
                        ? Optional.of(last.events().getLast().why())
                        : Optional.empty(),
                database);
    }

    /** The same, with how the data are; if they are not whole, that is what came of it. */
    DemoRecord with(String rows, boolean whole) {
        return new DemoRecord(
                version,
                commit,
                subject,
                whole ? outcome : "DATA_DAMAGED",
                expected,
                promotions,
                exposure,
                canaryRequests,
                canaryErrors,
                secondsToDecision,
                lastRequestOnBadVersionMs,
                because,
                Optional.of(database.map(words -> words + "; ").orElse("") + rows));
    }

    private static Optional<Long> lastRequest(RollbackView back) {
        Instant decided = back.decidedAt();
        return back.lastBadRequest().map(at -> Duration.between(decided, at).toMillis());
    }

    /** Prints it for people. */
    void print(Output output) {
        String artifact =
                promotions.isEmpty() ? "" : ", " + Output.brief(promotions.getLast().artifact());
        output.line("");
        output.line(version + "  " + subject + "  (" + Output.brief(commit) + artifact + ")");
        String where =
                promotions.isEmpty()
                        ? "when handed over"
                        : "in " + promotions.getLast().environment();
        output.line(
                "  outcome    "
                        + words(outcome)
                        + " "
                        + where
                        + (asExpected() ? "" : "   EXPECTED " + words(expected)));
        if (!promotions.isEmpty()) {
            print(output, promotions.getLast());
        }
        because.ifPresent(why -> output.line("  because    " + why));
    }

    private void print(Output output, PromotionView last) {
        for (PromotionView.VerdictView verdict : last.verdicts()) {
            output.line(
                    "  gate       "
                            + verdict.gate()
                            + ": "
                            + verdict.verdict().toLowerCase(Locale.ROOT)
                            + (verdict.mode().equals("ENFORCE") ? "" : " (only observed)")
                            + ", "
                            + verdict.explanation());
            output.line("             proves: " + verdict.proves());
            output.line("             does not prove: " + verdict.doesNotProve());
        }
        if (!exposure.isEmpty()) {
            output.line(
                    "  exposure   "
                            + String.join(" -> ", exposure.stream().map(Output::percent).toList()));
            output.line(
                    "  canary     "
                            + canaryRequests
                            + " requests, "
                            + canaryErrors
                            + " failed"
                            + secondsToDecision
                                    .map(s -> String.format("; decided after %.1f s", s))
                                    .orElse(""));
        }
        last.exposure().ifPresent(seen -> output.line("  judge      " + seen.words()));
        lastRequestOnBadVersionMs.ifPresent(
                ms ->
                        output.line(
                                "  last request on the bad version: "
                                        + ms
                                        + " ms after the decision"));
        last.rollback()
                .flatMap(RollbackView::data)
                .ifPresent(data -> output.line("  data       " + Ending.words(data)));
        database.ifPresent(words -> output.line("  database   " + words));
    }

    private static String words(String outcome) {
        return switch (outcome) {
            case "COMPLETED" -> "reached everyone";
            case "ROLLED_BACK" -> "taken back";
            case "FAILED", "REFUSED" -> "refused";
            default -> outcome.toLowerCase(Locale.ROOT);
        };
    }
}
