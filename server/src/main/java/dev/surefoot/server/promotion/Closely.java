package dev.surefoot.server.promotion;

import dev.surefoot.server.promotion.PromotionState.FreezeCause;
import dev.surefoot.server.promotion.PromotionState.Frozen;
import dev.surefoot.server.promotion.PromotionState.Watching;

import java.time.Instant;

/**
 * What costs too much to be looked at each second, and is looked at when something hangs on it.
 *
 * @param gates whether they still pass: asks the database for evidence
 * @param bytes whether those of the way back still give their digest: reads all of them
 */
record Closely(boolean gates, boolean bytes) {
    /**
     * How closely to look now: before each step, and at what would end a freeze.
     *
     * @param grows exposure is about to grow, if nothing stands before it
     */
    static Closely at(Promotion promotion, boolean grows, Instant at) {
        return switch (promotion.state()) {
            case Frozen frozen ->
                    new Closely(
                            frozen.cause() == FreezeCause.GATES,
                            frozen.cause() == FreezeCause.WAY_BACK_BROKEN);
            case Watching watching ->
                    new Closely(
                            grows,
                            PromotionRules.over(watching.since(), promotion.plan().watch(), at));
            default -> new Closely(grows, grows);
        };
    }
}
