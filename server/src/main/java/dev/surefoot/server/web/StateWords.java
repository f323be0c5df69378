package dev.surefoot.server.web;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.promotion.PromotionState;
import dev.surefoot.server.rollback.RollbackCause;
import dev.surefoot.server.rollback.RollbackPhase;
import dev.surefoot.server.time.Ids;

import java.time.Duration;

/**
 * A promotion's state in plain words. Pure.
 *
 * @param label one or two words, for a line among many
 * @param headline what is so, for users of the service
 * @param detail why, and what comes next
 */
public record StateWords(Tone tone, String label, String headline, String detail) {
    /** The words for {@code state}. */
    public static StateWords of(PromotionState state) {
        return switch (state) {
            case PromotionState.Requested s ->
                    quiet(
                            "Waiting",
                            "Waiting for its turn",
                            "Another promotion is on this lane, or an earlier environment comes"
                                    + " first. Nobody gets the new version yet.");
            case PromotionState.Gated s ->
                    quiet(
                            "At the gates",
                            "Gates are being checked",
                            "Nobody gets the new version before every required gate has passed.");
            case PromotionState.Preparing s ->
                    quiet(
                            "Preparing",
                            "The way back is being prepared",
                            "Bytes, router and way back are checked before anybody is exposed.");
            case PromotionState.Expanding s -> expanding(s);
            case PromotionState.Exposing s ->
                    moving(
                            "Exposing " + s.share(),
                            giving(s.share()),
                            "The router is told so; it counts once the router says the same.");
            case PromotionState.Judging s ->
                    moving(
                            "Judging at " + s.share(),
                            gets(s.share()),
                            "It is compared with the version before, request by request. More"
                                    + " people get it only as the evidence allows.");
            case PromotionState.Watching s ->
                    moving(
                            "Watching",
                            "Nearly everybody gets the new version",
                            "95% have it; the rest keep the version before, so that the"
                                    + " comparison goes on.");
            case PromotionState.Baking s ->
                    moving(
                            "Baking",
                            "Everybody gets the new version",
                            "The version before stays warm. There is nothing left to compare"
                                    + " with, so only absolute limits are watched.");
            case PromotionState.Completed s ->
                    new StateWords(
                            Tone.GOOD,
                            "Completed",
                            "Everybody has the new version",
                            "It was let in step by step and nothing spoke against it.");
            case PromotionState.RollingBack s -> goingBack(s);
            case PromotionState.Frozen s -> frozen(s);
            case PromotionState.RolledBack s -> back(s);
            case PromotionState.Failed s ->
                    new StateWords(
                            s.failure().reason() == PromotionState.Failure.Reason.CANCELLED
                                    ? Tone.QUIET
                                    : Tone.BAD,
                            s.failure().reason() == PromotionState.Failure.Reason.CANCELLED
                                    ? "Cancelled"
                                    : "Refused",
                            "Ended before anybody got it",
                            sentence(s.failure().message()));
            case PromotionState.Superseded s ->
                    quiet(
                            "Superseded",
                            "A newer candidate took its place",
                            "Promotion "
                                    + Ids.brief(s.by())
                                    + " goes on instead. Nobody got this version.");
        };
    }

    private static StateWords expanding(PromotionState.Expanding s) {
        return s.failure().isPresent()
                ? new StateWords(
                        Tone.BAD,
                        "Stopping",
                        "The new version is being stopped again",
                        sentence(s.failure().get().message()) + " Nobody got it.")
                : quiet(
                        "Starting",
                        "The new version is starting",
                        "Its instances get no traffic until they are healthy and run the"
                                + " promoted bytes.");
    }

    private static StateWords goingBack(PromotionState.RollingBack s) {
        String now =
                switch (s.phase()) {
                    case RollbackPhase.Switching phase -> "Traffic is being switched back.";
                    case RollbackPhase.Verifying phase ->
                            "Traffic was switched back; counters must show that no request"
                                    + " reaches the new version any more.";
                    case RollbackPhase.Stopping phase ->
                            "No request reaches the new version any more; its instances stop.";
                };
        return new StateWords(
                Tone.BAD,
                "Rolling back",
                "Going back to the version before",
                now + " " + why(s.cause()));
    }

    private static StateWords back(PromotionState.RolledBack s) {
        Duration took = Duration.between(s.times().decidedAt(), s.times().executedAt());
        return new StateWords(
                Tone.BAD,
                "Rolled back",
                "Everybody has the version before",
                why(s.cause()) + " Traffic was back " + Text.fine(took) + " after that.");
    }

    private static String why(RollbackCause cause) {
        String why = cause.explanation().replaceFirst("^Rolled back: ", "");
        return cause.kind() == RollbackCause.Kind.PERSON
                ? cause.actor() + " said so: " + sentence(why)
                : sentence(why);
    }

    private static StateWords frozen(PromotionState.Frozen s) {
        String cause =
                switch (s.cause()) {
                    case BLIND -> "The router's counters are silent";
                    case WAY_BACK_BROKEN -> "The way back is broken";
                    case GATES -> "A gate that had passed no longer does";
                    case ASKED -> "Somebody must decide";
                };
        return new StateWords(
                Tone.HELD,
                "Held",
                cause,
                sentence(s.question()) + held(s) + " until " + Text.time(s.until()) + " UTC.");
    }

    /** Where it would be exposed anew, users meet less now than going on would give. */
    private static String held(PromotionState.Frozen s) {
        return s.from() instanceof PromotionState.Exposing again
                ? " Nobody more gets it before an answer; going on exposes "
                        + again.share()
                        + ". It waits"
                : " Exposure stays as it is (" + of(s.from()).label() + ")";
    }

    private static StateWords quiet(String label, String headline, String detail) {
        return new StateWords(Tone.QUIET, label, headline, detail);
    }

    private static StateWords moving(String label, String headline, String detail) {
        return new StateWords(Tone.MOVING, label, headline, detail);
    }

    private static String gets(Share share) {
        return share.equals(Share.NONE)
                ? "Nobody gets the new version yet"
                : share + " of requests get the new version";
    }

    private static String giving(Share share) {
        return share.equals(Share.NONE)
                ? "The new version stands ready, without traffic"
                : "Giving the new version " + share + " of requests";
    }

    /** With a capital and a full stop. */
    static String sentence(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return "";
        }
        String begun = Character.toUpperCase(stripped.charAt(0)) + stripped.substring(1);
        return begun.endsWith(".") || begun.endsWith("?") || begun.endsWith("!")
                ? begun
                : begun + ".";
    }
}
