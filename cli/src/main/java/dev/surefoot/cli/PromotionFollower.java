package dev.surefoot.cli;

import dev.surefoot.server.api.PromotionView;
import dev.surefoot.server.api.PromotionView.EventView;
import dev.surefoot.server.api.PromotionView.VerdictView;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Follows a promotion until it ended or waits for a person, printing its story as it happens. A
 * server that restarts meanwhile is waited for.
 */
final class PromotionFollower {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_WAITS = Duration.ofSeconds(5);

    /** Under the beginning of an event's words. */
    private static final String INDENT = " ".repeat(30);

    private final ApiClient client;
    private final Output output;
    private final Set<String> toldVerdicts = new HashSet<>();
    private long told;
    private long restingSince;
    private long waitToldAt;
    private String waitTold = "";

    PromotionFollower(ApiClient client, Output output) {
        this.client = client;
        this.output = output;
    }

    /** Blocks until the promotion ended, also for the data, or is held; prints meanwhile. */
    PromotionView follow(String id) {
        long unreachableSince = 0;
        while (true) {
            try {
                PromotionView view =
                        client.get("/promotions/" + ApiClient.segment(id), PromotionView.class);
                unreachableSince = 0;
                tell(view);
                if (!view.outcome().equals("RUNNING") && rests(view)) {
                    return view;
                }
            } catch (Failed e) {
                if (e.exitCode() != ExitCode.COULD_NOT) {
                    throw e;
                }
                long now = System.nanoTime();
                if (unreachableSince == 0) {
                    unreachableSince = now;
                    output.line("          the server does not answer; waiting for it");
                }
                if (now - unreachableSince > PATIENCE.toNanos()) {
                    throw e;
                }
            }
            pause();
        }
    }

    /** Work on the data that was under way comes to rest by itself, soon. */
    private boolean rests(PromotionView view) {
        boolean underWay =
                view.rollback()
                        .flatMap(PromotionView.RollbackView::data)
                        .filter(data -> data.verdict().equals("UNDER_WAY"))
                        .isPresent();
        if (!underWay || view.outcome().equals("HELD")) {
            return true;
        }
        if (restingSince == 0) {
            restingSince = System.nanoTime();
        }
        return System.nanoTime() - restingSince > PATIENCE.toNanos();
    }

    /** Prints the whole story of a promotion so far. */
    static void story(Output output, PromotionView view) {
        List<Line> lines = new ArrayList<>();
        view.events().forEach(event -> lines.add(new Line(event.at(), line(event))));
        view.verdicts().forEach(verdict -> lines.add(new Line(verdict.at(), line(verdict))));
        lines.sort(Comparator.comparing(Line::at));
        lines.forEach(line -> output.line(line.text()));
    }

    private void tell(PromotionView view) {
        List<Line> lines = new ArrayList<>();
        for (EventView event : view.events()) {
            if (event.ordinal() > told) {
                told = event.ordinal();
                lines.add(new Line(event.at(), line(event)));
            }
        }
        for (VerdictView verdict : view.verdicts()) {
            if (toldVerdicts.add(verdict.gate() + verdict.verdict() + verdict.explanation())) {
                lines.add(new Line(verdict.at(), line(verdict)));
            }
        }
        lines.sort(Comparator.comparing(Line::at));
        lines.forEach(line -> output.line(line.text()));
        long now = System.nanoTime();
        boolean due = now - waitToldAt > BETWEEN_WAITS.toNanos();
        if (view.outcome().equals("RUNNING") && due && !view.waitingFor().equals(waitTold)) {
            waitToldAt = now;
            waitTold = view.waitingFor();
            output.line("          … " + waitTold);
        }
    }

    private record Line(Instant at, String text) {}

    private static String line(VerdictView verdict) {
        boolean enforces = verdict.mode().equals("ENFORCE");
        return Output.clock(verdict.at())
                + "  gate "
                + verdict.gate()
                + ": "
                + verdict.verdict().toLowerCase(Locale.ROOT)
                + (enforces ? "" : " (only " + verdict.mode().toLowerCase(Locale.ROOT) + ")")
                + ", "
                + verdict.explanation();
    }

    private static String line(EventView event) {
        return Output.clock(event.at())
                + "  "
                + String.format("%-12s  ", event.state().toLowerCase(Locale.ROOT).replace('_', ' '))
                + event.shareBp()
                        .map(bp -> String.format("%4s  ", Output.percent(bp)))
                        .orElse("      ")
                + event.why().replace("\n", "\n" + INDENT);
    }

    /** The exit code that says how it ended. */
    static int exitCode(PromotionView view) {
        return switch (view.outcome()) {
            case "COMPLETED" -> ExitCode.YES;
            case "HELD" -> ExitCode.UNDECIDED;
            case "FAILED" ->
                    view.reason().filter("EVIDENCE_TIMEOUT"::equals).isPresent()
                            ? ExitCode.UNDECIDED
                            : ExitCode.NO;
            default -> ExitCode.NO;
        };
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(ExitCode.COULD_NOT, "interrupted; the promotion goes on");
        }
    }
}
