package dev.surefoot.server.promotion;

import static dev.surefoot.server.promotion.Samples.T0;
import static dev.surefoot.server.promotion.Samples.hold;
import static dev.surefoot.server.promotion.Samples.judged;
import static dev.surefoot.server.promotion.Samples.promote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.judge.Culprit;
import dev.surefoot.judge.Judgement;
import dev.surefoot.server.environment.OnInconclusive;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.promotion.PromotionState.Expanding;
import dev.surefoot.server.promotion.PromotionState.Exposing;
import dev.surefoot.server.promotion.PromotionState.Judging;
import dev.surefoot.server.promotion.PromotionState.Preparing;
import dev.surefoot.server.promotion.PromotionState.RollingBack;
import dev.surefoot.server.promotion.PromotionState.Watching;
import dev.surefoot.server.rollback.RollbackCause;
import dev.surefoot.server.rollout.RolloutPlan;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How exposure grows where a budget of failed requests decides. */
class GrowthRulesTest {
    private static final RolloutPlan PLAN = Samples.budget(Duration.ZERO, OnInconclusive.HOLD);
    private static final RolloutPlan WATCHING =
            Samples.budget(Duration.ofMinutes(1), OnInconclusive.HOLD);
    private static final Instant DEADLINE = T0.plus(PLAN.deadline());

    @ParameterizedTest
    @CsvSource({
        "500, 1000, true",
        "500, 550, true",
        "500, 549, false",
        "500, 500, false",
        "500, 400, false",
        "1, 2, true",
        "4900, 5000, true",
        "4600, 4900, false"
    })
    @Requirement("BUDGET-3")
    void grows_to_what_the_judge_says_if_that_is_worth_a_step(int share, int next, boolean grows) {
        Decision decision = next(PLAN, new Judging(T0, new Share(share)), judged(hold(), next));

        if (grows) {
            assertThat(to(decision)).isEqualTo(new Exposing(T0, new Share(next)));
        } else {
            assertThat(decision).isInstanceOf(Decision.Stay.class);
        }
    }

    @Test
    @Requirement("BUDGET-3")
    void after_promote_it_grows_on_by_steps_up_to_95_percent_and_then_to_everybody() {
        assertThat(to(next(PLAN, new Judging(T0, new Share(1_000)), judged(promote(), 2_000))))
                .isEqualTo(new Exposing(T0, new Share(2_000)));
        assertThat(next(PLAN, new Judging(T0, new Share(2_000)), judged(promote(), 2_000)))
                .isInstanceOf(Decision.Stay.class);
        assertThat(to(next(PLAN, new Judging(T0, new Share(9_000)), judged(promote(), 9_500))))
                .isEqualTo(new Exposing(T0, RolloutPlan.WATCHED));
        assertThat(to(next(PLAN, new Judging(T0, RolloutPlan.WATCHED), judged(promote(), 9_500))))
                .isEqualTo(new Exposing(T0, Share.ALL));
    }

    @Test
    @Requirement("BUDGET-3")
    void where_a_watch_is_wanted_it_begins_at_95_percent() {
        Exposing wide = new Exposing(T0, RolloutPlan.WATCHED);

        assertThat(to(next(WATCHING, new Judging(T0, new Share(5_000)), judged(promote(), 9_500))))
                .isEqualTo(wide);
        Seen readsBack = new Seen.Splits(new Split(Slot.BLUE, RolloutPlan.WATCHED), "a");
        assertThat(to(next(WATCHING, wide, readsBack))).isEqualTo(new Watching(T0));
    }

    @Test
    void a_promoted_version_that_lacks_only_traffic_does_not_wait_for_ever() {
        Promotion promotion = Samples.in(new Judging(T0, new Share(1_000)), PLAN, false);
        Promotion wide = Samples.in(new Judging(T0, new Share(6_000)), PLAN, false);

        assertThat(to(late(promotion))).isEqualTo(new Exposing(DEADLINE, new Share(2_000)));
        assertThat(to(late(wide))).isEqualTo(new Exposing(DEADLINE, RolloutPlan.WATCHED));
    }

    @Test
    @Requirement("BUDGET-3")
    void once_time_is_over_it_doubles_no_sooner_than_half_a_minute_after_the_last_growth() {
        Judging now = new Judging(DEADLINE.minusSeconds(29), new Share(1_000));

        assertThat(late(Samples.in(now, PLAN, false))).isInstanceOf(Decision.Stay.class);
    }

    private static Decision late(Promotion promotion) {
        Share share = PromotionRow.share(promotion.state()).orElseThrow();
        return PromotionRules.next(
                promotion, Observation.of(DEADLINE, judged(promote(), share.basisPoints())));
    }

    @Test
    void a_freeze_stands_before_growth() {
        Judging state = new Judging(T0, new Share(500));

        for (Judgement judgement : List.of(hold(), promote())) {
            assertThat(next(PLAN, state, judged(judgement, 1_000, Samples.frozen())))
                    .isEqualTo(new Decision.Stay("the end of the freeze of everything"));
            assertThat(next(PLAN, state, judged(judgement, 1_000, Samples.pending())))
                    .isEqualTo(new Decision.Stay("bytes are still read"));
        }
    }

    @Test
    @Requirement("BUDGET-3")
    void a_lapse_begins_again_with_the_share_that_was_reckoned_before_exposure() {
        Promotion promotion =
                Samples.in(new Judging(T0, new Share(4_000)), PLAN, false)
                        .with(Course.START.beginningWith(new Share(37)));

        Decision.Move move =
                (Decision.Move)
                        PromotionRules.next(
                                promotion,
                                Observation.of(T0, judged(hold(), 4_000, Samples.lapsed())));

        assertThat(move.to()).isEqualTo(new Exposing(T0, new Share(37)));
        assertThat(move.course().orElseThrow().first()).contains(new Share(37));
    }

    @Test
    @Requirement("BUDGET-2")
    void the_first_share_and_what_was_promised_are_kept_when_it_is_prepared() {
        Promotion promotion = Samples.in(new Preparing(T0), PLAN, false);
        Seen prepared =
                new Seen.Prepared(
                        Samples.recovery(),
                        Optional.of(new Share(120)),
                        List.of("May cost 50 failed requests.", "Not bounded: what comes later."));

        Decision.Move move =
                (Decision.Move) PromotionRules.next(promotion, Observation.of(T0, prepared));

        assertThat(move.why())
                .isEqualTo(
                        "bytes verified; way back: SWITCH\nMay cost 50 failed requests.\n"
                                + "Not bounded: what comes later.");
        Promotion expanding =
                promotion.with(move.course().orElseThrow()).in(new Expanding(T0, Optional.empty()));
        assertThat(to(PromotionRules.next(expanding, Observation.of(T0, new Seen.Healthy()))))
                .isEqualTo(new Exposing(T0, new Share(120)));
    }

    @Test
    @Requirement("BUDGET-6")
    void more_harm_than_the_budget_is_a_rail() {
        Judgement harm =
                new Judgement.Rollback(new Culprit(Culprit.Kind.HARM, 51, 50), Samples.EVIDENCE);

        for (PromotionState state : List.of(new Judging(T0, new Share(500)), new Watching(T0))) {
            assertThat(to(next(WATCHING, state, judged(harm, 0))))
                    .isInstanceOfSatisfying(
                            RollingBack.class,
                            back ->
                                    assertThat(back.cause().kind())
                                            .isEqualTo(RollbackCause.Kind.RAIL));
        }
    }

    private static Decision next(RolloutPlan plan, PromotionState state, Seen seen) {
        return PromotionRules.next(Samples.in(state, plan, false), Observation.of(T0, seen));
    }

    private static PromotionState to(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Move.class);
        return ((Decision.Move) decision).to();
    }
}
