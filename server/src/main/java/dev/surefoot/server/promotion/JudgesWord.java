package dev.surefoot.server.promotion;

import dev.surefoot.server.rollback.RollbackCause;
import dev.surefoot.server.rollout.RolloutPlan;

import java.util.List;
import java.util.Optional;

/** Finds what the judge decided in a promotion's story. Pure. */
public final class JudgesWord {
    private static final List<String> JUDGED = List.of("JUDGING", "WATCHING", "BAKING");

    private JudgesWord() {}

    /**
     * The event by which the judge let everybody in, or took the version back; the last of them,
     * for a promoted version can still be taken back. Not what a person decided.
     */
    public static Optional<PromotionEvent> of(PromotionState state, List<PromotionEvent> events) {
        Optional<PromotionEvent> word = Optional.empty();
        for (int i = 1; i < events.size(); i++) {
            PromotionEvent event = events.get(i);
            String before = events.get(i - 1).state();
            boolean letsIn =
                    before.equals("JUDGING")
                            && event.share()
                                    .filter(it -> it.compareTo(RolloutPlan.WATCHED) >= 0)
                                    .isPresent();
            boolean takesBack =
                    JUDGED.contains(before)
                            && event.state().equals("ROLLING_BACK")
                            && tookBack(state);
            if (letsIn || takesBack) {
                word = Optional.of(event);
            }
        }
        return word;
    }

    private static boolean tookBack(PromotionState state) {
        return switch (state) {
            case PromotionState.RollingBack back -> tookBack(back.cause());
            case PromotionState.RolledBack back -> tookBack(back.cause());
            default -> false;
        };
    }

    private static boolean tookBack(RollbackCause cause) {
        return cause.kind() == RollbackCause.Kind.JUDGE || cause.kind() == RollbackCause.Kind.RAIL;
    }
}
