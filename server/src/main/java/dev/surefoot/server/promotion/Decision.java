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
     */
    record Move(PromotionState to, String why, Optional<RecoveryPlan> recovery)
            implements Decision {}

    /** Enters {@code to}. */
    static Decision move(PromotionState to, String why) {
        return new Move(to, why, Optional.empty());
    }
}
