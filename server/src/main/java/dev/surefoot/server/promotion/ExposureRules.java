package dev.surefoot.server.promotion;

import dev.surefoot.judge.Judgement;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.promotion.PromotionState.Baking;
import dev.surefoot.server.promotion.PromotionState.Completed;
import dev.surefoot.server.promotion.PromotionState.Exposing;
import dev.surefoot.server.promotion.PromotionState.FreezeCause;
import dev.surefoot.server.promotion.PromotionState.Judging;
import dev.surefoot.server.promotion.PromotionState.Watching;
import dev.surefoot.server.rollback.RollbackCause;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.rollout.RolloutPlan;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.time.Ids;
import dev.surefoot.server.time.Spans;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Rules while users can meet the new version: exposure grows on evidence, stands still without it,
 * and goes back on the judge's word.
 */
final class ExposureRules {
    static final Duration EXPOSING_FOR = Duration.ofSeconds(30);

    private ExposureRules() {}

    /** The split that {@code share} for the new version asks for. */
    static Split split(Arms arms, Share share) {
        return share.equals(Share.ALL)
                ? Split.allTo(arms.canarySlot())
                : new Split(arms.baselineSlot(), share);
    }

    static Decision exposing(Promotion promotion, Exposing state, Instant at, Seen seen) {
        Split wanted = split(promotion.arms().orElseThrow(), state.share());
        if (seen instanceof Seen.Splits splits && splits.split().equals(wanted)) {
            return Decision.move(
                    exposedTo(promotion.plan(), state.share(), at),
                    "the router reads back " + state.share());
        }
        if (seen instanceof Seen.Lapsed lapsed) {
            return lapsed(promotion, at, lapsed.why());
        }
        String saw =
                switch (seen) {
                    case Seen.Splits other -> "it reads back " + other.split();
                    case Seen.Unknown unknown -> unknown.why();
                    default -> "no answer";
                };
        if (PromotionRules.over(state.since(), EXPOSING_FOR, at)) {
            return RollbackRules.rollBack(
                    at,
                    own(
                            RollbackCause.Kind.TRAFFIC_UNKNOWN,
                            "the router did not confirm " + state.share() + " in 30 s: " + saw));
        }
        return new Decision.Stay("the router to confirm " + state.share() + ": " + saw);
    }

    private static PromotionState exposedTo(RolloutPlan plan, Share share, Instant at) {
        if (share.equals(Share.ALL)) {
            return new Baking(at);
        }
        return share.equals(RolloutPlan.WATCHED) && !plan.watch().isZero()
                ? new Watching(at)
                : new Judging(at, share);
    }

    static Decision judging(Promotion promotion, Share share, Instant at, Seen seen) {
        if (!(seen instanceof Seen.Judged judged)) {
            return unjudged(promotion, at, waitingFor(seen));
        }
        Optional<Decision> must = mustAct(promotion, judged, at);
        if (must.isPresent()) {
            return must.get();
        }
        return switch (judged.step().judgement()) {
            case Judgement.Promote promote -> GrowthRules.promoted(promotion, share, at, judged);
            case Judgement.Hold hold -> GrowthRules.holding(promotion, share, at, judged);
            case Judgement.Inconclusive inconclusive -> atDeadline(promotion, at, judged.words());
            case Judgement.Rollback rollback -> judged(at, judged, rollback);
        };
    }

    /** Waits for the judge to see something, but not for ever. */
    private static Decision unjudged(Promotion promotion, Instant at, String waitingFor) {
        return late(promotion, at)
                ? atDeadline(promotion, at, "nothing to judge by: " + waitingFor)
                : new Decision.Stay(waitingFor);
    }

    static boolean late(Promotion promotion, Instant at) {
        Instant since = promotion.course().goneOnAt().or(promotion::exposedAt).orElse(at);
        return PromotionRules.over(since, promotion.plan().deadline(), at);
    }

    /**
     * The data plane took the new version's traffic away, since nobody renewed its lease. That says
     * nothing against the version: it begins again at the first share, once; then somebody is
     * asked.
     */
    private static Decision lapsed(Promotion promotion, Instant at, String why) {
        Course course = promotion.course().lapsed();
        Exposing again = new Exposing(at, promotion.first());
        return course.lapses() == 1
                ? Decision.move(again, "exposure lapsed, " + why + ": again from the first step")
                        .after(course)
                : FrozenRules.asked(
                                promotion,
                                at,
                                again,
                                "exposure lapsed for the "
                                        + course.lapses()
                                        + ". time, "
                                        + why
                                        + ": is the server all right? Go on or go back")
                        .after(course);
    }

    /** Whether the last look could tell anything; time that passes unseen is no evidence. */
    private static boolean sees(Seen.Judged judged) {
        return switch (judged.step().judgement()) {
            case Judgement.Promote promote -> true;
            case Judgement.Rollback rollback -> true;
            case Judgement.Inconclusive inconclusive -> false;
            case Judgement.Hold hold ->
                    switch (hold.reason()) {
                        case GATHERING_EVIDENCE, MIN_EVIDENCE_TIME, RAILS_ONLY -> true;
                        case NO_TRAFFIC, STALE, SILENT, SHARED_INCIDENT, ROUTING_UNVERIFIED ->
                                false;
                    };
        };
    }

    static Decision atDeadline(Promotion promotion, Instant at, String words) {
        return switch (promotion.plan().onInconclusive()) {
            case ROLLBACK -> RollbackRules.rollBack(at, own(RollbackCause.Kind.DEADLINE, words));
            case HOLD ->
                    FrozenRules.freeze(
                            promotion, at, FreezeCause.ASKED, "decide by hand: " + words);
        };
    }

    /** The judge has decided; its deadline is met, and here only what nobody sees can take long. */
    private static Decision unwatched(
            Promotion promotion, Watching state, Instant at, String waitingFor) {
        RolloutPlan plan = promotion.plan();
        return PromotionRules.over(state.since(), plan.watch().plus(plan.deadline()), at)
                ? atDeadline(promotion, at, "nothing to watch by: " + waitingFor)
                : new Decision.Stay(waitingFor);
    }

    static Decision watching(Promotion promotion, Watching state, Instant at, Seen seen) {
        if (!(seen instanceof Seen.Judged judged)) {
            return unwatched(promotion, state, at, waitingFor(seen));
        }
        Optional<Decision> must = mustAct(promotion, judged, at);
        if (must.isPresent()) {
            return must.get();
        }
        if (!sees(judged)) {
            return unwatched(promotion, state, at, judged.words());
        }
        if (PromotionRules.over(state.since(), promotion.plan().watch(), at)) {
            return GrowthRules.unlessFrozen(
                    judged,
                    Decision.move(
                            new Exposing(at, Share.ALL),
                            "watched for " + Spans.words(promotion.plan().watch())));
        }
        return new Decision.Stay("the watch to end");
    }

    static Decision baking(Promotion promotion, Baking state, Instant at, Seen seen) {
        if (!(seen instanceof Seen.Judged judged)) {
            return new Decision.Stay(waitingFor(seen));
        }
        if (judged.step().judgement() instanceof Judgement.Rollback rollback) {
            return judged(at, judged, rollback);
        }
        if (judged.ground().canaryDead().isPresent()) {
            return dead(at, judged);
        }
        if (judged.ground().silent()) {
            return FrozenRules.freeze(
                    promotion, at, FreezeCause.BLIND, "no counters; can't see the version");
        }
        Optional<Decision> again = drifted(promotion, judged.ground(), at);
        if (again.isPresent()) {
            return again.get();
        }
        if (!sees(judged)) {
            return new Decision.Stay(judged.words());
        }
        if (PromotionRules.over(state.since(), promotion.plan().bake(), at)) {
            return Decision.move(
                    new Completed(at, at.plus(promotion.plan().keepWarm())),
                    "ran with all traffic for " + Spans.words(promotion.plan().bake()));
        }
        return new Decision.Stay("the bake to end");
    }

    /** What comes before any growth, in order of urgency. */
    private static Optional<Decision> mustAct(Promotion promotion, Seen.Judged judged, Instant at) {
        if (judged.step().judgement() instanceof Judgement.Rollback rollback) {
            return Optional.of(judged(at, judged, rollback));
        }
        Seen.Ground ground = judged.ground();
        if (ground.canaryDead().isPresent()) {
            return Optional.of(dead(at, judged));
        }
        if (ground.silent()) {
            return Optional.of(
                    FrozenRules.freeze(
                            promotion, at, FreezeCause.BLIND, "no counters from the router"));
        }
        if (ground.wayBackBroken().isPresent()) {
            return Optional.of(
                    FrozenRules.freeze(
                            promotion,
                            at,
                            FreezeCause.WAY_BACK_BROKEN,
                            ground.wayBackBroken().get()));
        }
        if (ground.gatesBroken().isPresent()) {
            return Optional.of(
                    FrozenRules.freeze(
                            promotion, at, FreezeCause.GATES, ground.gatesBroken().get()));
        }
        if (ground.lapsed().isPresent()) {
            // From nothing to the first step is growth.
            Decision again = lapsed(promotion, at, ground.lapsed().get());
            return Optional.of(GrowthRules.unlessFrozen(judged, again));
        }
        return drifted(promotion, ground, at);
    }

    /**
     * What was decided is asked for again, and no more; but whoever turned the version down by hand
     * is not overruled: that stays until a person answers.
     */
    private static Optional<Decision> drifted(Promotion promotion, Seen.Ground ground, Instant at) {
        Share share = PromotionRow.share(promotion.state()).orElseThrow();
        Exposing again = new Exposing(at, share);
        return ground.drifted()
                .map(
                        drift ->
                                drift.kept()
                                        ? FrozenRules.asked(
                                                promotion, at, again, turnedDown(promotion, drift))
                                        : Decision.move(
                                                again,
                                                "the router drifted, "
                                                        + drift.saw()
                                                        + ": dividing again"));
    }

    private static String turnedDown(Promotion promotion, Drift drift) {
        String answer = "'surefoot promotion answer " + Ids.brief(promotion.id());
        return "somebody turned it down by hand at the router: "
                + drift.saw()
                + ", and the router was not restarted in between. That stays. Go on, and it is"
                + " divided as recorded again ("
                + answer
                + " --go-on'), or go back ("
                + answer
                + " --go-back')";
    }

    static Decision judged(Instant at, Seen.Judged judged, Judgement.Rollback rollback) {
        RollbackCause.Kind kind =
                rollback.culprit().kind().compared()
                        ? RollbackCause.Kind.JUDGE
                        : RollbackCause.Kind.RAIL;
        return RollbackRules.rollBack(at, own(kind, judged.words()));
    }

    static Decision dead(Instant at, Seen.Judged judged) {
        return RollbackRules.rollBack(
                at,
                own(RollbackCause.Kind.CANARY_DEAD, judged.ground().canaryDead().orElseThrow()));
    }

    static RollbackCause own(RollbackCause.Kind kind, String explanation) {
        return new RollbackCause(kind, "surefoot", explanation);
    }

    private static String waitingFor(Seen seen) {
        return seen instanceof Seen.Unknown unknown ? unknown.why() : "the judge";
    }
}
