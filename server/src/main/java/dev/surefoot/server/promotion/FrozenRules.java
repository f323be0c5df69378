package dev.surefoot.server.promotion;

import dev.surefoot.judge.Judgement;
import dev.surefoot.server.promotion.PromotionState.Exposing;
import dev.surefoot.server.promotion.PromotionState.FreezeCause;
import dev.surefoot.server.promotion.PromotionState.Frozen;
import dev.surefoot.server.rollback.RollbackCause;

import java.time.Instant;
import java.util.Optional;

/**
 * Rules of what is held: it goes on when the cause is gone or somebody says so, and goes back on
 * the judge's word or when its time is over.
 */
final class FrozenRules {
    private FrozenRules() {}

    /** Somebody says that what was asked is to go on; empty if nothing was. */
    static Optional<Decision.Move> goOn(Promotion promotion, Instant at, String actor) {
        return promotion.state() instanceof Frozen frozen && frozen.cause() == FreezeCause.ASKED
                ? Optional.of(
                        Decision.move(resumed(frozen.from(), at), actor + " lets it go on")
                                .after(promotion.course().goneOn(at)))
                : Optional.empty();
    }

    /** What is written to the router again has its time limit from now on. */
    private static PromotionState resumed(PromotionState from, Instant at) {
        return from instanceof Exposing exposing ? new Exposing(at, exposing.share()) : from;
    }

    static Decision frozen(Promotion promotion, Frozen state, Instant at, Seen seen) {
        if (seen instanceof Seen.Judged judged) {
            if (judged.step().judgement() instanceof Judgement.Rollback rollback) {
                return ExposureRules.judged(at, judged, rollback);
            }
            if (judged.ground().canaryDead().isPresent()) {
                return ExposureRules.dead(at, judged);
            }
            if (thawed(state.cause(), judged.ground())) {
                return Decision.move(state.from(), "gone: " + state.question());
            }
        }
        if (at.isBefore(state.since())) {
            // Else a clock that was ahead for a moment would hold it for days.
            return Decision.move(
                    new Frozen(
                            at,
                            state.from(),
                            state.cause(),
                            state.question(),
                            at.plus(promotion.limits().hold())),
                    "the clock was set back: the time to answer begins anew");
        }
        if (!at.isBefore(state.until())) {
            return RollbackRules.rollBack(
                    at,
                    ExposureRules.own(
                            RollbackCause.Kind.HOLD_EXPIRED,
                            "held until "
                                    + state.until()
                                    + " without an answer: "
                                    + state.question()));
        }
        return new Decision.Stay(state.question());
    }

    private static boolean thawed(FreezeCause cause, Seen.Ground ground) {
        return switch (cause) {
            case BLIND -> !ground.silent();
            case WAY_BACK_BROKEN -> ground.wayBackBroken().isEmpty() && ground.pending().isEmpty();
            case GATES -> ground.gatesBroken().isEmpty();
            case ASKED -> false;
        };
    }

    static Decision.Move asked(
            Promotion promotion, Instant at, PromotionState from, String question) {
        return Decision.move(
                new Frozen(
                        at, from, FreezeCause.ASKED, question, at.plus(promotion.limits().hold())),
                question);
    }

    static Decision freeze(Promotion promotion, Instant at, FreezeCause cause, String question) {
        return Decision.move(
                new Frozen(
                        at, promotion.state(), cause, question, at.plus(promotion.limits().hold())),
                question);
    }
}
