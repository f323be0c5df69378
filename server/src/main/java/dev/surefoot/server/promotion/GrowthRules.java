package dev.surefoot.server.promotion;

import dev.surefoot.judge.Step;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Strategy;
import dev.surefoot.server.promotion.PromotionState.Exposing;
import dev.surefoot.server.rollout.RolloutPlan;

import java.time.Instant;
import java.util.Optional;

/**
 * How far exposure grows: fixed steps one after the other and after Promote at once, a budget as
 * the judge says, before and after Promote. Never down; only a lapse or a rollback takes anything
 * away.
 */
final class GrowthRules {
    private GrowthRules() {}

    /** While the judge holds: on to the next share, if there is one. */
    static Decision holding(Promotion promotion, Share share, Instant at, Seen.Judged judged) {
        if (ExposureRules.late(promotion, at)) {
            return ExposureRules.atDeadline(promotion, at, judged.words());
        }
        return next(promotion, share, judged.step())
                .map(
                        larger ->
                                grow(
                                        judged,
                                        at,
                                        larger,
                                        "nothing against it so far: " + larger + " is next"))
                .orElseGet(() -> new Decision.Stay(judged.words()));
    }

    /** Once the judge lets everyone in. */
    static Decision promoted(Promotion promotion, Share share, Instant at, Seen.Judged judged) {
        return widest(promotion, share, at)
                .or(() -> next(promotion, share, judged.step()))
                .map(larger -> grow(judged, at, larger, judged.words()))
                .orElseGet(() -> new Decision.Stay(judged.words()));
    }

    /**
     * Where everybody is let in: with a budget only from where the watch begins. Once time is over
     * it goes on by doubling, without waiting for the requests that a step needs: then it is the
     * traffic that is missing and not the evidence.
     */
    private static Optional<Share> widest(Promotion promotion, Share share, Instant at) {
        if (promotion.plan().strategy() != Strategy.BUDGET
                || share.compareTo(RolloutPlan.WATCHED) >= 0) {
            return Optional.of(promotion.plan().afterPromote());
        }
        return ExposureRules.late(promotion, at)
                        && PromotionRules.over(
                                promotion.state().since(), ExposureRules.EXPOSING_FOR, at)
                ? Optional.of(twice(share))
                : Optional.empty();
    }

    private static Share twice(Share share) {
        return new Share(Math.min(2 * share.basisPoints(), RolloutPlan.WATCHED.basisPoints()));
    }

    /**
     * The larger share that the judge's step leads to. Of a budget it is taken once it is larger by
     * a tenth, or the highest: each is written, read back and watched, and what is left of a budget
     * changes a little with every request.
     */
    static Optional<Share> next(Promotion promotion, Share share, Step step) {
        int bp = Math.min(step.nextShareBp(), RolloutPlan.WATCHED.basisPoints());
        if (bp <= share.basisPoints()) {
            return Optional.empty();
        }
        boolean worthIt =
                promotion
                        .plan()
                        .budget()
                        .map(
                                budget ->
                                        10L * bp >= 11L * share.basisPoints()
                                                || bp == budget.maxShare().basisPoints()
                                                || bp == RolloutPlan.WATCHED.basisPoints())
                        .orElse(true);
        return worthIt ? Optional.of(new Share(bp)) : Optional.empty();
    }

    private static Decision grow(Seen.Judged judged, Instant at, Share larger, String why) {
        return unlessFrozen(judged, Decision.move(new Exposing(at, larger), why));
    }

    /** A freeze stands before growth, and before nothing else; so does what is still looked at. */
    static Decision unlessFrozen(Seen.Judged judged, Decision growth) {
        Seen.Ground ground = judged.ground();
        return ground.frozen()
                .map("the end of "::concat)
                .or(ground::pending)
                .<Decision>map(Decision.Stay::new)
                .orElse(growth);
    }
}
