package dev.surefoot.server.promotion;

import dev.surefoot.evidence.Digest;
import dev.surefoot.judge.Culprit;
import dev.surefoot.judge.Dispersion;
import dev.surefoot.judge.Evidence;
import dev.surefoot.judge.HoldReason;
import dev.surefoot.judge.InconclusiveReason;
import dev.surefoot.judge.Judgement;
import dev.surefoot.judge.Step;
import dev.surefoot.server.environment.Harm;
import dev.surefoot.server.environment.OnInconclusive;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.environment.Strategy;
import dev.surefoot.server.rollback.RecoveryPlan;
import dev.surefoot.server.rollback.RollbackCause;
import dev.surefoot.server.rollback.RollbackPhase;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.rollout.RolloutPlan;
import dev.surefoot.server.traffic.CounterSnapshot;
import dev.surefoot.server.traffic.InstanceCounts;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Promotions, observations and judgements as tests want them. */
final class Samples {
    static final Instant T0 = Instant.parse("2026-11-26T12:00:00Z");
    static final Arms ARMS = Arms.canaryIn(Slot.GREEN);
    static final UUID ID = UUID.fromString("019a0000-0000-7000-8000-000000000001");
    static final UUID OTHER = UUID.fromString("019a0000-0000-7000-8000-000000000002");
    static final RollbackCause CAUSE =
            new RollbackCause(RollbackCause.Kind.JUDGE, "surefoot", "worse");
    static final Observation.Ask ASK = new Observation.Ask("ann", "it looks wrong");
    static final Promotion.Limits LIMITS =
            new Promotion.Limits(
                    Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofMinutes(10));
    static final Evidence EVIDENCE =
            new Evidence(
                    new Evidence.Tally(100, 1),
                    new Evidence.Tally(900, 9),
                    1,
                    new Evidence.Worse(0.5, 100),
                    new Evidence.Fit(0.25, 0.125, 20),
                    new Evidence.ErrorRate(new Evidence.Tally(100, 1), 0.05, -1.5, 1_000),
                    500,
                    new Evidence.Windows(10, 1, 0),
                    Dispersion.DECLARED_REQUEST,
                    List.of(),
                    Optional.empty());

    private Samples() {}

    static Digest digest(String of) {
        return Digest.sha256(of.getBytes(StandardCharsets.UTF_8));
    }

    static RolloutPlan canary(Duration watch, OnInconclusive onInconclusive) {
        return new RolloutPlan(
                Strategy.CANARY,
                List.of(new Share(500), new Share(5_000)),
                Duration.ofSeconds(10),
                watch,
                Duration.ofSeconds(5),
                Duration.ofMinutes(3),
                onInconclusive,
                Duration.ofMinutes(30),
                Optional.empty());
    }

    /** Fifty requests may fail; half of the traffic before Promote. */
    static RolloutPlan budget(Duration watch, OnInconclusive onInconclusive) {
        RolloutPlan canary = canary(watch, onInconclusive);
        return new RolloutPlan(
                Strategy.BUDGET,
                List.of(),
                canary.stepTime(),
                watch,
                canary.bake(),
                canary.deadline(),
                onInconclusive,
                canary.keepWarm(),
                Optional.of(
                        new RolloutPlan.Spendable(new Harm.FailedRequests(50), new Share(5_000))));
    }

    static Promotion in(PromotionState state) {
        return in(state, canary(Duration.ZERO, OnInconclusive.HOLD), false);
    }

    static Promotion in(PromotionState state, RolloutPlan plan, boolean first) {
        boolean early =
                state instanceof PromotionState.Requested
                        || state instanceof PromotionState.Superseded;
        return new Promotion(
                ID,
                new Promotion.Subject(
                        "shop",
                        "production",
                        OTHER,
                        digest("new"),
                        digest("config"),
                        1,
                        first,
                        T0,
                        "ann"),
                plan,
                LIMITS,
                early ? Optional.empty() : Optional.of(ARMS),
                early || first ? Optional.empty() : Optional.of(recovery()),
                state.exposed() ? Optional.of(T0) : Optional.empty(),
                Course.START,
                state,
                7,
                42);
    }

    static RecoveryPlan recovery() {
        return new RecoveryPlan(
                RecoveryPlan.Mode.SWITCH,
                Optional.of(new RecoveryPlan.Target(OTHER, digest("old"), digest("config"))),
                List.of("switch back"),
                T0);
    }

    static PromotionState.Failure failure() {
        return new PromotionState.Failure(
                PromotionState.Failure.Reason.NOT_STARTED, "it died three times");
    }

    static PromotionState.Frozen frozen(PromotionState.FreezeCause cause) {
        return new PromotionState.Frozen(
                T0,
                new PromotionState.Judging(T0, new Share(500)),
                cause,
                "what now?",
                T0.plus(LIMITS.hold()));
    }

    static PromotionState.RollingBack rollingBack(RollbackPhase phase) {
        return new PromotionState.RollingBack(T0, CAUSE, phase);
    }

    /** One of every state, some of them twice where their data differ in kind. */
    static List<PromotionState> everyState() {
        return List.of(
                new PromotionState.Requested(T0),
                new PromotionState.Gated(T0),
                new PromotionState.Preparing(T0),
                new PromotionState.Expanding(T0, Optional.empty()),
                new PromotionState.Expanding(T0, Optional.of(failure())),
                new PromotionState.Exposing(T0, new Share(500)),
                new PromotionState.Exposing(T0, Share.ALL),
                new PromotionState.Judging(T0, new Share(5_000)),
                new PromotionState.Watching(T0),
                new PromotionState.Baking(T0),
                new PromotionState.Completed(T0, T0.plusSeconds(60)),
                rollingBack(new RollbackPhase.Switching()),
                rollingBack(new RollbackPhase.Verifying(T0.plusSeconds(1), Optional.empty())),
                rollingBack(
                        new RollbackPhase.Verifying(
                                T0.plusSeconds(1), Optional.of(counters("a", T0, 5, 70)))),
                rollingBack(
                        new RollbackPhase.Stopping(
                                T0.plusSeconds(1), T0.plusSeconds(3), Optional.of(T0))),
                frozen(PromotionState.FreezeCause.BLIND),
                frozen(PromotionState.FreezeCause.WAY_BACK_BROKEN),
                frozen(PromotionState.FreezeCause.GATES),
                frozen(PromotionState.FreezeCause.ASKED),
                new PromotionState.RolledBack(
                        T0,
                        CAUSE,
                        new PromotionState.RolledBack.Times(
                                T0, T0.plusSeconds(1), T0.plusSeconds(3), Optional.empty())),
                new PromotionState.Failed(T0, failure()),
                new PromotionState.Superseded(T0, OTHER));
    }

    /** What the router counted: requests that started on the canary and on the baseline. */
    static CounterSnapshot counters(String epoch, Instant at, long canary, long baseline) {
        return new CounterSnapshot(
                epoch,
                at,
                List.of(),
                Map.of(
                        Slot.GREEN, Map.of("green-0", counts(canary, at)),
                        Slot.BLUE, Map.of("blue-0", counts(baseline, at))));
    }

    private static InstanceCounts counts(long requests, Instant at) {
        return new InstanceCounts(
                requests, 0, requests, 0, Optional.of(at.minusMillis(1)), List.of(requests));
    }

    static Judgement promote() {
        return new Judgement.Promote(EVIDENCE);
    }

    static Judgement hold() {
        return hold(HoldReason.GATHERING_EVIDENCE);
    }

    static Judgement hold(HoldReason reason) {
        return new Judgement.Hold(reason, Optional.empty(), EVIDENCE);
    }

    static Judgement inconclusive() {
        return new Judgement.Inconclusive(
                InconclusiveReason.NOT_ENOUGH_EVIDENCE, List.of("roll back"), EVIDENCE);
    }

    static Judgement rollback(Culprit.Kind kind) {
        return new Judgement.Rollback(new Culprit(kind, 200, 100), EVIDENCE);
    }

    static Seen.Judged judged(Judgement judgement, int nextShareBp) {
        return judged(judgement, nextShareBp, Seen.Ground.FIRM);
    }

    static Seen.Judged judged(Judgement judgement, int nextShareBp, Seen.Ground ground) {
        return new Seen.Judged(new Step(judgement, nextShareBp), "in words", ground);
    }

    static Seen.Ground wayBackBroken() {
        return ground("bytes gone", null, false, null, null, null);
    }

    static Seen.Ground gatesBroken() {
        return ground(null, "a CVE", false, null, null, null);
    }

    static Seen.Ground silent() {
        return ground(null, null, true, null, null, null);
    }

    static Seen.Ground canaryDead() {
        return ground(null, null, false, "all dead", null, null);
    }

    static Seen.Ground lapsed() {
        return ground(null, null, false, null, "nobody renewed it", null);
    }

    static Seen.Ground frozen() {
        return ground(null, null, false, null, null, "the freeze of everything");
    }

    static Seen.Ground drifted(Drift.Kind kind) {
        return new Seen.Ground(
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Drift(kind, "the new version gets 0% there, recorded is 5%")),
                Optional.empty(),
                Optional.empty());
    }

    static Seen.Ground pending() {
        return new Seen.Ground(
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("bytes are still read"));
    }

    private static Seen.Ground ground(
            @Nullable String wayBackBroken,
            @Nullable String gatesBroken,
            boolean silent,
            @Nullable String canaryDead,
            @Nullable String lapsed,
            @Nullable String frozen) {
        return new Seen.Ground(
                Optional.ofNullable(wayBackBroken),
                Optional.ofNullable(gatesBroken),
                silent,
                Optional.ofNullable(canaryDead),
                Optional.ofNullable(lapsed),
                Optional.empty(),
                Optional.ofNullable(frozen),
                Optional.empty());
    }
}
