package dev.surefoot.server.web;

import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionState;
import dev.surefoot.server.rollback.RecoveryPlan;
import dev.surefoot.server.time.Ids;

import java.time.Instant;
import java.util.Optional;

/**
 * Can it go back right now, and what does the button do? Pure.
 *
 * @param button what it says; empty where there is nothing to press
 * @param words whether and how, in a few words
 * @param until when the fast way ends
 */
public record Return(Optional<String> button, String words, Optional<Instant> until) {
    /**
     * The way back of one place.
     *
     * @param running the promotion whose version everybody gets
     * @param active the promotion under way
     */
    public static Return of(Optional<Promotion> running, Optional<Promotion> active, Instant at) {
        return active.map(Return::underWay).orElseGet(() -> fromRunning(running, at));
    }

    private static Return underWay(Promotion active) {
        PromotionState state = active.state();
        if (state instanceof PromotionState.RollingBack) {
            return none("It is going back right now.");
        }
        if (!state.exposed()) {
            return new Return(
                    Optional.of("Cancel"),
                    "Nobody is exposed: it can be cancelled.",
                    Optional.empty());
        }
        boolean warm =
                active.recovery()
                        .filter(plan -> plan.mode() == RecoveryPlan.Mode.SWITCH)
                        .isPresent();
        return new Return(
                Optional.of("Roll back"),
                warm
                        ? "At once: the version before is warm."
                        : "It can be taken out of traffic; nothing else is there to serve.",
                Optional.empty());
    }

    private static Return fromRunning(Optional<Promotion> running, Instant at) {
        if (running.isEmpty()) {
            return none("Nothing runs that one could go back from.");
        }
        Optional<RecoveryPlan.Target> target =
                running.get().recovery().flatMap(RecoveryPlan::target);
        if (target.isEmpty()) {
            return none("None: this is the first release.");
        }
        String before = Ids.brief(target.get().candidate());
        boolean warm =
                running.get().state() instanceof PromotionState.Completed completed
                        && at.isBefore(completed.warmUntil());
        return warm
                ? new Return(
                        Optional.of("Roll back"),
                        "At once: candidate " + before + " is warm.",
                        Optional.of(((PromotionState.Completed) running.get().state()).warmUntil()))
                : none("By promoting candidate " + before + " again; it is no longer warm.");
    }

    private static Return none(String words) {
        return new Return(Optional.empty(), words, Optional.empty());
    }
}
