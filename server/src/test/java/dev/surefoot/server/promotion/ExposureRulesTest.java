package dev.surefoot.server.promotion;

import static dev.surefoot.server.promotion.Samples.T0;
import static dev.surefoot.server.promotion.Samples.hold;
import static dev.surefoot.server.promotion.Samples.judged;
import static dev.surefoot.server.promotion.Samples.promote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.judge.Culprit;
import dev.surefoot.judge.HoldReason;
import dev.surefoot.judge.Judgement;
import dev.surefoot.server.environment.OnInconclusive;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.promotion.PromotionState.Baking;
import dev.surefoot.server.promotion.PromotionState.Completed;
import dev.surefoot.server.promotion.PromotionState.Exposing;
import dev.surefoot.server.promotion.PromotionState.FreezeCause;
import dev.surefoot.server.promotion.PromotionState.Frozen;
import dev.surefoot.server.promotion.PromotionState.Judging;
import dev.surefoot.server.promotion.PromotionState.RollingBack;
import dev.surefoot.server.promotion.PromotionState.Watching;
import dev.surefoot.server.rollback.RollbackCause.Kind;
import dev.surefoot.server.rollout.RolloutPlan;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happens while users can meet the new version. */
class ExposureRulesTest {
    private static final Instant LONG_AFTER = T0.plus(Duration.ofHours(5));
    private static final Share FIVE = new Share(500);
    private static final Duration WATCH = Duration.ofMinutes(1);
    private static final RolloutPlan HOLDING = Samples.canary(Duration.ZERO, OnInconclusive.HOLD);
    private static final RolloutPlan WATCHING = Samples.canary(WATCH, OnInconclusive.HOLD);
    private static final Seen NOTHING = new Seen.Unknown("no answer");
    private static final Instant DEADLINE = T0.plus(HOLDING.deadline());

    @Test
    void a_share_that_reads_back_is_judged() {
        assertThat(move(HOLDING, new Exposing(T0, FIVE), T0, splits(500)))
                .isEqualTo(new Judging(T0, FIVE));
        assertThat(move(WATCHING, new Exposing(T0, RolloutPlan.WATCHED), T0, splits(9_500)))
                .isEqualTo(new Watching(T0));
        assertThat(
                        move(
                                HOLDING,
                                new Exposing(T0, Share.ALL),
                                T0,
                                new Seen.Splits(Split.allTo(Slot.GREEN), "a")))
                .isEqualTo(new Baking(T0));
    }

    @Test
    @Requirement("PROM-1")
    void a_share_that_does_not_read_back_in_30_s_is_taken_back() {
        Exposing state = new Exposing(T0, FIVE);
        Instant last = T0.plusSeconds(30);

        for (Seen other : List.of(splits(400), NOTHING)) {
            assertThat(next(HOLDING, state, last.minusMillis(1), other))
                    .isInstanceOf(Decision.Stay.class);
            assertThat(cause(move(HOLDING, state, last, other))).isEqualTo(Kind.TRAFFIC_UNKNOWN);
        }
    }

    @Test
    void promote_leads_to_everything_or_to_95_percent_where_a_watch_is_wanted() {
        Judging state = new Judging(T0, new Share(5_000));

        assertThat(move(HOLDING, state, T0, judged(promote(), 9_500)))
                .isEqualTo(new Exposing(T0, Share.ALL));
        assertThat(move(WATCHING, state, T0, judged(promote(), 9_500)))
                .isEqualTo(new Exposing(T0, RolloutPlan.WATCHED));
    }

    @Test
    @Requirement("PROM-7")
    void a_first_lapse_begins_again_and_a_second_one_asks() {
        Share first = HOLDING.first();
        Promotion fresh = Samples.in(new Judging(T0, new Share(5_000)), HOLDING, false);
        Seen lapsed = Samples.judged(hold(), 5_000, Samples.lapsed());

        Decision.Move once = moved(fresh, lapsed);
        assertThat(once.to()).isEqualTo(new Exposing(T0, first));
        assertThat(once.course()).contains(new Course(1, Optional.empty(), Optional.empty()));

        Promotion again = fresh.with(once.course().orElseThrow());
        Decision.Move twice = moved(again, lapsed);
        assertThat(twice.to())
                .isInstanceOfSatisfying(
                        Frozen.class,
                        frozen -> {
                            assertThat(frozen.cause()).isEqualTo(FreezeCause.ASKED);
                            assertThat(frozen.from()).isEqualTo(new Exposing(T0, first));
                        });
        assertThat(twice.course()).contains(new Course(2, Optional.empty(), Optional.empty()));
        assertThat(moved(fresh.in(new Exposing(T0, FIVE)), new Seen.Lapsed("dead")).to())
                .isEqualTo(new Exposing(T0, first));
    }

    @Test
    @Requirement("PROM-10")
    void after_a_lapse_nobody_is_exposed_again_while_something_stands_before_it() {
        Promotion judging = Samples.in(new Judging(T0, FIVE), HOLDING, false);
        Seen.Ground lapsed = Samples.lapsed();

        Seen.Ground frozen =
                new Seen.Ground(
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        lapsed.lapsed(),
                        Optional.empty(),
                        Optional.of("the freeze of everything"),
                        Optional.empty());
        assertThat(next(HOLDING, judging.state(), T0, Samples.judged(hold(), 500, frozen)))
                .isEqualTo(new Decision.Stay("the end of the freeze of everything"));
        Seen.Ground withdrawn =
                new Seen.Ground(
                        Optional.empty(),
                        Optional.of("a CVE"),
                        false,
                        Optional.empty(),
                        lapsed.lapsed(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        assertThat(moved(judging, Samples.judged(hold(), 500, withdrawn)).to())
                .isInstanceOf(Frozen.class);
    }

    @Test
    @Requirement("PROM-7")
    void a_lapse_is_no_reason_to_spare_a_version_that_is_judged_bad_or_dead() {
        Promotion judging = Samples.in(new Judging(T0, FIVE), HOLDING, false);

        assertThat(
                        moved(
                                        judging,
                                        Samples.judged(
                                                Samples.rollback(Culprit.Kind.ERRORS),
                                                500,
                                                Samples.lapsed()))
                                .to())
                .isInstanceOf(RollingBack.class);
    }

    @Test
    @Requirement("PROM-8")
    void who_answers_lets_it_go_on_with_a_deadline_that_begins_anew() {
        Promotion asked = Samples.in(Samples.frozen(FreezeCause.ASKED), HOLDING, false);
        Instant later = DEADLINE.plusSeconds(60);

        Decision.Move on = FrozenRules.goOn(asked, later, "ann").orElseThrow();

        assertThat(on.to()).isInstanceOf(Judging.class);
        Promotion goes = asked.in(on.to()).with(on.course().orElseThrow());
        assertThat(PromotionRules.next(goes, Observation.of(later, judged(hold(), 500))))
                .isInstanceOf(Decision.Stay.class);
        assertThat(FrozenRules.goOn(Samples.in(Samples.frozen(FreezeCause.GATES)), later, "ann"))
                .isEmpty();
        assertThat(FrozenRules.goOn(Samples.in(new Judging(T0, FIVE)), later, "ann")).isEmpty();
    }

    private static Decision.Move moved(Promotion promotion, Seen seen) {
        Decision decision = PromotionRules.next(promotion, Observation.of(T0, seen));
        assertThat(decision).isInstanceOf(Decision.Move.class);
        return (Decision.Move) decision;
    }

    @Test
    @Requirement("PROM-10")
    void a_freeze_stands_before_growth_and_nothing_else() {
        Judging judging = new Judging(T0, FIVE);
        Seen.Ground frozen = Samples.frozen();

        assertThat(next(HOLDING, judging, T0, Samples.judged(hold(), 1_000, frozen)))
                .isEqualTo(new Decision.Stay("the end of the freeze of everything"));
        assertThat(next(HOLDING, judging, T0, Samples.judged(promote(), 500, frozen)))
                .isEqualTo(new Decision.Stay("the end of the freeze of everything"));
        assertThat(
                        move(
                                HOLDING,
                                judging,
                                T0,
                                Samples.judged(Samples.rollback(Culprit.Kind.ERRORS), 500, frozen)))
                .isInstanceOf(RollingBack.class);
        assertThat(
                        move(
                                WATCHING,
                                new Baking(T0),
                                T0.plus(WATCHING.bake()).plusSeconds(1),
                                Samples.judged(hold(), 10_000, frozen)))
                .isInstanceOf(Completed.class);
    }

    @Test
    @Requirement("PROM-11")
    void less_by_hand_asks_in_every_exposed_state_and_other_drift_is_divided_again() {
        Seen less = Samples.judged(promote(), 9_500, Samples.drifted(Drift.Kind.TURNED_DOWN));
        for (PromotionState state :
                List.of(new Judging(T0, FIVE), new Watching(T0), new Baking(T0))) {
            Share recorded = PromotionRow.share(state).orElseThrow();
            assertThat(move(WATCHING, state, T0, less))
                    .isInstanceOfSatisfying(
                            Frozen.class,
                            frozen -> {
                                assertThat(frozen.cause()).isEqualTo(FreezeCause.ASKED);
                                assertThat(frozen.from()).isEqualTo(new Exposing(T0, recorded));
                            });
            for (Drift.Kind kind : List.of(Drift.Kind.RESTARTED, Drift.Kind.NOT_LESS)) {
                Seen other = Samples.judged(promote(), 9_500, Samples.drifted(kind));
                assertThat(move(WATCHING, state, T0, other)).isEqualTo(new Exposing(T0, recorded));
            }
        }
    }

    @Test
    @Requirement("PROM-12")
    void growth_waits_for_what_is_still_looked_at_and_nothing_else_does() {
        Judging state = new Judging(T0, FIVE);
        Seen.Ground pending = Samples.pending();

        assertThat(next(HOLDING, state, T0, Samples.judged(hold(), 1_000, pending)))
                .isEqualTo(new Decision.Stay("bytes are still read"));
        assertThat(
                        move(
                                HOLDING,
                                state,
                                T0,
                                Samples.judged(Samples.rollback(Culprit.Kind.ERRORS), 0, pending)))
                .isInstanceOf(RollingBack.class);
        assertThat(
                        next(
                                HOLDING,
                                Samples.frozen(FreezeCause.WAY_BACK_BROKEN),
                                T0,
                                Samples.judged(hold(), 500, pending)))
                .isInstanceOf(Decision.Stay.class);
    }

    @Test
    void exposure_grows_only_when_the_judge_says_a_larger_share() {
        Judging state = new Judging(T0, FIVE);

        assertThat(move(HOLDING, state, T0, judged(hold(), 5_000)))
                .isEqualTo(new Exposing(T0, new Share(5_000)));
        assertThat(next(HOLDING, state, T0, judged(hold(), 500))).isInstanceOf(Decision.Stay.class);
        assertThat(next(HOLDING, state, T0, judged(hold(), 100))).isInstanceOf(Decision.Stay.class);
        assertThat(next(HOLDING, state, T0, NOTHING)).isInstanceOf(Decision.Stay.class);
    }

    @Test
    void the_judge_and_rails_take_back_from_every_exposed_state() {
        for (PromotionState state :
                List.of(
                        new Judging(T0, FIVE),
                        new Watching(T0),
                        new Baking(T0),
                        Samples.frozen(FreezeCause.ASKED),
                        Samples.frozen(FreezeCause.BLIND))) {
            assertThat(cause(rolledBackBy(state, Culprit.Kind.ERRORS)))
                    .as("%s", state)
                    .isEqualTo(Kind.JUDGE);
            assertThat(cause(rolledBackBy(state, Culprit.Kind.RESTARTS)))
                    .as("%s", state)
                    .isEqualTo(Kind.RAIL);
            Seen dead = judged(promote(), 9_500, Samples.canaryDead());
            assertThat(cause(move(HOLDING, state, T0, dead)))
                    .as("%s", state)
                    .isEqualTo(Kind.CANARY_DEAD);
        }
    }

    @Test
    @Requirement("PROM-1")
    void inconclusive_follows_the_plan() {
        RolloutPlan back = Samples.canary(Duration.ZERO, OnInconclusive.ROLLBACK);
        Seen seen = judged(Samples.inconclusive(), 500);

        assertThat(cause(move(back, new Judging(T0, FIVE), T0, seen))).isEqualTo(Kind.DEADLINE);
        assertThat(frozen(move(HOLDING, new Judging(T0, FIVE), T0, seen)))
                .isEqualTo(FreezeCause.ASKED);
    }

    @Test
    @Requirement("PROM-1")
    void the_deadline_ends_a_judging_that_gets_nowhere_also_without_any_counters() {
        for (Seen seen : List.of(judged(hold(), 500), NOTHING)) {
            assertThat(next(HOLDING, new Judging(T0, FIVE), DEADLINE.minusMillis(1), seen))
                    .isInstanceOf(Decision.Stay.class);
            assertThat(frozen(move(HOLDING, new Judging(T0, FIVE), DEADLINE, seen)))
                    .isEqualTo(FreezeCause.ASKED);
        }
    }

    @Test
    void what_exposure_rests_on_freezes_it_whatever_the_judge_says() {
        for (Judgement judgement : List.of(promote(), hold())) {
            for (PromotionState state : List.of(new Judging(T0, FIVE), new Watching(T0))) {
                assertThat(frozen(ground(state, judgement, Samples.silent())))
                        .isEqualTo(FreezeCause.BLIND);
                assertThat(frozen(ground(state, judgement, Samples.wayBackBroken())))
                        .isEqualTo(FreezeCause.WAY_BACK_BROKEN);
                assertThat(frozen(ground(state, judgement, Samples.gatesBroken())))
                        .isEqualTo(FreezeCause.GATES);
            }
        }
    }

    @Test
    void a_frozen_promotion_goes_on_where_it_stood_once_the_cause_is_gone() {
        for (FreezeCause cause :
                List.of(FreezeCause.BLIND, FreezeCause.WAY_BACK_BROKEN, FreezeCause.GATES)) {
            Frozen state = Samples.frozen(cause);

            assertThat(move(HOLDING, state, T0, judged(promote(), 9_500)))
                    .as("%s", cause)
                    .isEqualTo(state.from());
        }
    }

    @Test
    void a_question_is_not_answered_by_better_weather() {
        assertThat(next(HOLDING, Samples.frozen(FreezeCause.ASKED), T0, judged(promote(), 9_500)))
                .isInstanceOf(Decision.Stay.class);
    }

    @Test
    @Requirement("PROM-1")
    void a_hold_that_nobody_answers_goes_back_when_it_expires() {
        for (FreezeCause cause : FreezeCause.values()) {
            Frozen state = Samples.frozen(cause);

            assertThat(next(HOLDING, state, state.until().minusMillis(1), NOTHING))
                    .as("%s", cause)
                    .isInstanceOf(Decision.Stay.class);
            assertThat(cause(move(HOLDING, state, state.until(), NOTHING)))
                    .as("%s", cause)
                    .isEqualTo(Kind.HOLD_EXPIRED);
        }
    }

    @Test
    void the_watch_ends_by_time_and_sight_together() {
        Instant over = T0.plus(WATCH);

        assertThat(next(WATCHING, new Watching(T0), over.minusMillis(1), judged(hold(), 9_500)))
                .isInstanceOf(Decision.Stay.class);
        assertThat(move(WATCHING, new Watching(T0), over, judged(hold(), 9_500)))
                .isEqualTo(new Exposing(over, Share.ALL));
        assertThat(next(WATCHING, new Watching(T0), over, NOTHING))
                .isInstanceOf(Decision.Stay.class);
        for (HoldReason unseen : List.of(HoldReason.STALE, HoldReason.SILENT)) {
            assertThat(next(WATCHING, new Watching(T0), over, judged(hold(unseen), 9_500)))
                    .as("%s", unseen)
                    .isInstanceOf(Decision.Stay.class);
        }
    }

    @Test
    void the_deadline_of_the_judge_does_not_end_a_watch_for_one_look_that_is_missing() {
        Promotion exposedLongAgo = Samples.in(new Watching(LONG_AFTER), WATCHING, false);
        Instant last = LONG_AFTER.plus(WATCH).plus(WATCHING.deadline());

        for (Seen unseen : List.of(NOTHING, judged(hold(HoldReason.STALE), 9_500))) {
            assertThat(
                            PromotionRules.next(
                                    exposedLongAgo,
                                    Observation.of(LONG_AFTER.plusSeconds(1), unseen)))
                    .isInstanceOf(Decision.Stay.class);
            assertThat(
                            PromotionRules.next(
                                    exposedLongAgo, Observation.of(last.plusSeconds(1), unseen)))
                    .isInstanceOf(Decision.Move.class);
        }
    }

    @Test
    void the_bake_ends_by_time_and_sight_together_and_only_rails_judge_it() {
        Instant over = T0.plus(HOLDING.bake());
        Seen railsOnly = judged(hold(HoldReason.RAILS_ONLY), 10_000);

        assertThat(next(HOLDING, new Baking(T0), over.minusMillis(1), railsOnly))
                .isInstanceOf(Decision.Stay.class);
        assertThat(move(HOLDING, new Baking(T0), over, railsOnly))
                .isEqualTo(new Completed(over, over.plus(HOLDING.keepWarm())));
        assertThat(next(HOLDING, new Baking(T0), over, NOTHING)).isInstanceOf(Decision.Stay.class);
        for (HoldReason unseen : List.of(HoldReason.STALE, HoldReason.SILENT)) {
            assertThat(next(HOLDING, new Baking(T0), over, judged(hold(unseen), 10_000)))
                    .as("%s", unseen)
                    .isInstanceOf(Decision.Stay.class);
        }
        assertThat(frozen(ground(new Baking(T0), hold(), Samples.silent())))
                .isEqualTo(FreezeCause.BLIND);
    }

    private static PromotionState rolledBackBy(PromotionState state, Culprit.Kind culprit) {
        return move(HOLDING, state, T0, judged(Samples.rollback(culprit), 0));
    }

    private static PromotionState ground(
            PromotionState state, Judgement judgement, Seen.Ground ground) {
        return move(HOLDING, state, T0, judged(judgement, 9_500, ground));
    }

    private static Seen splits(int canaryBp) {
        return new Seen.Splits(new Split(Slot.BLUE, new Share(canaryBp)), "a");
    }

    private static Decision next(RolloutPlan plan, PromotionState state, Instant at, Seen seen) {
        return PromotionRules.next(Samples.in(state, plan, false), Observation.of(at, seen));
    }

    private static PromotionState move(
            RolloutPlan plan, PromotionState state, Instant at, Seen seen) {
        Decision decision = next(plan, state, at, seen);
        assertThat(decision).as("%s", state).isInstanceOf(Decision.Move.class);
        return ((Decision.Move) decision).to();
    }

    private static Kind cause(PromotionState state) {
        assertThat(state).isInstanceOf(RollingBack.class);
        return ((RollingBack) state).cause().kind();
    }

    private static FreezeCause frozen(PromotionState state) {
        assertThat(state).isInstanceOf(Frozen.class);
        return ((Frozen) state).cause();
    }
}
