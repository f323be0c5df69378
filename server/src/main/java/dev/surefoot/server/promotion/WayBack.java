package dev.surefoot.server.promotion;

import dev.surefoot.server.rollback.RecoveryPlan;
import dev.surefoot.server.time.Ids;

import java.time.Instant;
import java.util.Optional;

/** Can it go back right now, and how? In words for people. Pure. */
public final class WayBack {
    private WayBack() {}

    /**
     * The way back from what is under way, else from what runs.
     *
     * @param running the promotion whose version everybody gets
     * @param active the promotion under way
     */
    public static String words(
            Optional<Promotion> running, Optional<Promotion> active, Instant at) {
        if (active.isPresent()) {
            return underWay(active.get());
        }
        if (running.isEmpty()) {
            return "nothing runs that one could go back from";
        }
        Optional<RecoveryPlan.Target> target =
                running.get().recovery().flatMap(RecoveryPlan::target);
        if (target.isEmpty()) {
            return "none: this is the first release";
        }
        boolean warm =
                running.get().state() instanceof PromotionState.Completed completed
                        && at.isBefore(completed.warmUntil());
        String candidate = Ids.brief(target.get().candidate());
        return warm
                ? "at once, by 'surefoot rollback': candidate "
                        + candidate
                        + " is warm until "
                        + ((PromotionState.Completed) running.get().state()).warmUntil()
                : "by promoting candidate " + candidate + " again; it is no longer warm";
    }

    private static String underWay(Promotion active) {
        if (active.state() instanceof PromotionState.RollingBack) {
            return "it is going back right now";
        }
        if (!active.state().exposed()) {
            return "nobody is exposed: 'surefoot rollback' cancels";
        }
        return active.recovery()
                .map(
                        plan ->
                                switch (plan.mode()) {
                                    case SWITCH ->
                                            "at once, by 'surefoot rollback': the version before is"
                                                    + " warm";
                                    case WITHDRAW ->
                                            "'surefoot rollback' takes it out of traffic: nothing"
                                                    + " else is there to serve";
                                })
                .orElse("unknown");
    }
}
