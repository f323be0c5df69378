package dev.surefoot.server.promotion;

import static dev.surefoot.server.promotion.Samples.ASK;
import static dev.surefoot.server.promotion.Samples.OTHER;
import static dev.surefoot.server.promotion.Samples.T0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.OnInconclusive;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.promotion.PromotionState.Expanding;
import dev.surefoot.server.promotion.PromotionState.Exposing;
import dev.surefoot.server.promotion.PromotionState.Failed;
import dev.surefoot.server.promotion.PromotionState.Failure.Reason;
import dev.surefoot.server.promotion.PromotionState.Gated;
import dev.surefoot.server.promotion.PromotionState.Preparing;
import dev.surefoot.server.promotion.PromotionState.Requested;
import dev.surefoot.server.promotion.PromotionState.RollingBack;
import dev.surefoot.server.promotion.PromotionState.Superseded;
import dev.surefoot.server.rollback.RollbackPhase;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happens before anybody can meet the new version. */
class EarlyRulesTest {
    private static final Seen NOTHING = new Seen.Unknown("no answer");

    @Test
    @Requirement("PROM-1")
    void the_good_way_leads_from_requested_to_the_first_step() {
        assertThat(move(new Requested(T0), T0, new Seen.LaneFree())).isEqualTo(new Gated(T0));
        assertThat(move(new Gated(T0), T0, Gates.passed())).isEqualTo(new Preparing(T0));
        assertThat(move(new Preparing(T0), T0, Seen.Prepared.with(Samples.recovery())))
                .isEqualTo(new Expanding(T0, Optional.empty()));
        assertThat(move(expanding(), T0, new Seen.Healthy()))
                .isEqualTo(new Exposing(T0, new Share(500)));
    }

    @Test
    void the_way_back_that_was_just_computed_is_kept() {
        Decision decision = next(new Preparing(T0), T0, Seen.Prepared.with(Samples.recovery()));

        assertThat(decision).isInstanceOf(Decision.Move.class);
        assertThat(((Decision.Move) decision).recovery()).contains(Samples.recovery());
    }

    @Test
    void a_first_release_gets_everything_at_once() {
        Promotion first =
                Samples.in(expanding(), Samples.canary(Duration.ZERO, OnInconclusive.HOLD), true);

        Decision decision = PromotionRules.next(first, Observation.of(T0, new Seen.Healthy()));

        assertThat(to(decision)).isEqualTo(new Exposing(T0, Share.ALL));
    }

    @Test
    @Requirement("PROM-1")
    void every_early_state_waits_until_its_time_is_over_and_then_fails() {
        assertTimesOut(new Requested(T0), Duration.ofHours(24), Reason.TIMED_OUT);
        assertTimesOut(new Gated(T0), Samples.LIMITS.gates(), Reason.EVIDENCE_TIMEOUT);
        assertTimesOut(new Preparing(T0), Duration.ofMinutes(10), Reason.TIMED_OUT);
    }

    @Test
    @Requirement("PROM-1")
    void instances_that_are_not_ready_in_time_are_stopped_before_it_fails() {
        Instant last = T0.plus(Samples.LIMITS.startup());

        assertThat(next(expanding(), last.minusMillis(1), new Seen.Starting(1, 3)))
                .isEqualTo(new Decision.Stay("1 of 3 instances ready"));
        PromotionState stopping = move(expanding(), last, new Seen.Starting(1, 3));
        assertThat(failing(stopping)).isEqualTo(Reason.NOT_STARTED);

        assertThat(next(stopping, last, NOTHING)).isInstanceOf(Decision.Stay.class);
        assertThat(next(stopping, last, new Seen.Healthy())).isInstanceOf(Decision.Stay.class);
        assertThat(reason(move(stopping, last, new Seen.Gone()))).isEqualTo(Reason.NOT_STARTED);
    }

    @Test
    void what_waiting_does_not_mend_fails_at_once() {
        assertThat(reason(move(new Gated(T0), T0, new Seen.GateFailed("a CVE"))))
                .isEqualTo(Reason.GATE_FAILED);
        assertThat(reason(move(new Preparing(T0), T0, new Seen.Refusal("no bytes"))))
                .isEqualTo(Reason.REFUSED);
        assertThat(failing(move(expanding(), T0, new Seen.Dead("died"))))
                .isEqualTo(Reason.NOT_STARTED);
        assertThat(failing(move(expanding(), T0, new Seen.WrongDigest("another"))))
                .isEqualTo(Reason.WRONG_DIGEST);
        assertThat(failing(move(expanding(), T0, new Seen.Refusal("port in use"))))
                .isEqualTo(Reason.REFUSED);
    }

    @Test
    void missing_evidence_is_named_and_waited_for() {
        assertThat(next(new Gated(T0), T0, new Seen.GatesWaiting("tests")))
                .isEqualTo(new Decision.Stay("tests"));
        assertThat(next(new Requested(T0), T0, new Seen.LaneTaken("another")))
                .isEqualTo(new Decision.Stay("another"));
    }

    @Test
    @Requirement("PROM-6")
    void who_asks_before_exposure_cancels() {
        for (PromotionState early : List.of(new Requested(T0), new Gated(T0), new Preparing(T0))) {
            assertThat(reason(to(ask(early)))).as("%s", early).isEqualTo(Reason.CANCELLED);
        }
        assertThat(failing(to(ask(expanding())))).isEqualTo(Reason.CANCELLED);
    }

    @Test
    @Requirement("PROM-6")
    void who_asks_while_instances_are_being_stopped_changes_nothing() {
        Expanding stopping = new Expanding(T0, Optional.of(Samples.failure()));

        assertThat(ask(stopping)).isInstanceOf(Decision.Stay.class);
    }

    @Test
    @Requirement("PROM-6")
    void who_asks_during_exposure_or_after_completion_goes_back_at_once() {
        for (PromotionState state : Samples.everyState()) {
            boolean goesBack =
                    state.exposed()
                            && !(state instanceof RollingBack)
                            && !(state instanceof PromotionState.RolledBack);
            if (goesBack) {
                assertThat(to(ask(state)))
                        .as("%s", state)
                        .isInstanceOfSatisfying(
                                RollingBack.class,
                                back -> {
                                    assertThat(back.cause().actor()).isEqualTo("ann");
                                    assertThat(back.phase())
                                            .isEqualTo(new RollbackPhase.Switching());
                                });
            }
        }
    }

    @Test
    void a_newer_candidate_supersedes_only_what_has_not_been_started() {
        for (PromotionState state : Samples.everyState()) {
            boolean replaceable =
                    state instanceof Requested
                            || state instanceof Gated
                            || state instanceof Preparing;

            Decision decision =
                    PromotionRules.next(
                            Samples.in(state),
                            new Observation(T0, Optional.empty(), Optional.of(OTHER), NOTHING));

            boolean superseded =
                    decision instanceof Decision.Move move && move.to() instanceof Superseded;
            assertThat(superseded).as("%s", state).isEqualTo(replaceable);
        }
    }

    @Test
    void the_split_gives_everything_to_the_canary_only_as_a_whole_slot() {
        assertThat(ExposureRules.split(Samples.ARMS, Share.ALL).of(Slot.GREEN))
                .isEqualTo(Share.ALL);
        assertThat(ExposureRules.split(Samples.ARMS, new Share(500)).of(Slot.GREEN))
                .isEqualTo(new Share(500));
        assertThat(ExposureRules.split(Samples.ARMS, Share.NONE).of(Slot.GREEN))
                .isEqualTo(Share.NONE);
    }

    private static void assertTimesOut(PromotionState state, Duration limit, Reason reason) {
        assertThat(next(state, T0.plus(limit).minusMillis(1), NOTHING))
                .as("%s", state)
                .isInstanceOf(Decision.Stay.class);
        assertThat(reason(move(state, T0.plus(limit), NOTHING))).as("%s", state).isEqualTo(reason);
    }

    private static Expanding expanding() {
        return new Expanding(T0, Optional.empty());
    }

    private static Decision ask(PromotionState state) {
        return PromotionRules.next(
                Samples.in(state),
                new Observation(T0, Optional.of(ASK), Optional.empty(), NOTHING));
    }

    private static Decision next(PromotionState state, Instant at, Seen seen) {
        return PromotionRules.next(Samples.in(state), Observation.of(at, seen));
    }

    private static PromotionState move(PromotionState state, Instant at, Seen seen) {
        return to(next(state, at, seen));
    }

    private static PromotionState to(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Move.class);
        return ((Decision.Move) decision).to();
    }

    private static Reason reason(PromotionState state) {
        assertThat(state).isInstanceOf(Failed.class);
        return ((Failed) state).failure().reason();
    }

    private static Reason failing(PromotionState state) {
        assertThat(state).isInstanceOf(Expanding.class);
        return ((Expanding) state).failure().orElseThrow().reason();
    }
}
