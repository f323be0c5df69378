package dev.surefoot.server.web;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.gate.VerdictRecord;
import dev.surefoot.server.promotion.PromotionEvent;
import dev.surefoot.server.web.PromotionModel.Happening;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened when, newest first: each line is an entry of the ledger. Pure. */
final class StoryLooks {
    private StoryLooks() {}

    static List<Happening> of(List<PromotionEvent> events, List<VerdictRecord> verdicts) {
        List<Happening> story = new ArrayList<>();
        for (VerdictRecord verdict : verdicts) {
            story.add(
                    new Happening(
                            verdict.at(),
                            GateLooks.of(verdict).tone(),
                            "Gate " + verdict.gate() + ": " + GateLooks.label(verdict.verdict()),
                            "",
                            Text.brief(GateLooks.explanation(verdict.verdict()))));
        }
        for (PromotionEvent event : events) {
            story.add(
                    new Happening(
                            event.at(),
                            tone(event.state()),
                            label(event.state()),
                            event.share().map(Share::toString).orElse(""),
                            Text.brief(event.why())));
        }
        // Stable: what is written at one moment keeps its order.
        story.sort(Comparator.comparing(Happening::at));
        return story.reversed();
    }

    private static Tone tone(String state) {
        return switch (state) {
            case "COMPLETED" -> Tone.GOOD;
            case "FROZEN" -> Tone.HELD;
            case "ROLLING_BACK", "ROLLED_BACK", "FAILED" -> Tone.BAD;
            case "EXPOSING", "JUDGING", "WATCHING", "BAKING" -> Tone.MOVING;
            default -> Tone.QUIET;
        };
    }

    /** {@code ROLLING_BACK} as {@code Rolling back}. */
    static String label(String state) {
        String words = state.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
