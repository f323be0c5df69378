package dev.surefoot.server.promotion;

import dev.surefoot.server.rollback.RecoveryPlan;

import java.util.Optional;

/** What follows from an observation. */
public sealed interface Decision {
    /** Nothing changes; {@code waitingFor} says for what, for people. */
    record Stay(String waitingFor) implements Decision {}

    /**
     * The promotion enters another state.
     *
     * @param why for people and the ledger
     * @param recovery the way back, if it was just computed
     * @param course what happened to exposure, if something did
     */
    record Move(
            PromotionState to, String why, Optional<RecoveryPlan> recovery, Optional<Course> course)
            implements Decision {
        /** The same, after what happened to exposure. */
        Move after(Course happened) {
            return new Move(to, why, recovery, Optional.of(happened));
        }
    }

    /** Enters {@code to}. */
    static Move move(PromotionState to, String why) {
        return new Move(to, why, Optional.empty(), Optional.empty());
    }
}
