package dev.surefoot.server.web;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.environment.OnInconclusive;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.environment.Strategy;
import dev.surefoot.server.promotion.Course;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionState;
import dev.surefoot.server.rollback.RecoveryPlan;
import dev.surefoot.server.rollback.RollbackCause;
import dev.surefoot.server.rollback.RollbackPhase;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.rollout.RolloutPlan;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Promotions in every state. */
final class Lives {
    static final Instant T0 = Instant.parse("2026-11-26T12:00:00Z");
    static final UUID OTHER = UUID.fromString("019a0000-0000-7000-8000-0000000000aa");
    static final RollbackCause JUDGED =
            new RollbackCause(RollbackCause.Kind.JUDGE, "surefoot", "Rolled back: it is worse");
    static final PromotionState JUDGING = new PromotionState.Judging(T0, new Share(500));

    private Lives() {}

    /** One of each kind, phases and causes included. */
    static List<PromotionState> all() {
        PromotionState.Failure failure =
                new PromotionState.Failure(
                        PromotionState.Failure.Reason.NOT_STARTED, "it died three times");
        return List.of(
                new PromotionState.Requested(T0),
                new PromotionState.Gated(T0),
                new PromotionState.Preparing(T0),
                new PromotionState.Expanding(T0, Optional.empty()),
                new PromotionState.Expanding(T0, Optional.of(failure)),
                new PromotionState.Exposing(T0, Share.NONE),
                new PromotionState.Exposing(T0, new Share(500)),
                JUDGING,
                new PromotionState.Watching(T0),
                new PromotionState.Baking(T0),
                completed(Duration.ofMinutes(30)),
                new PromotionState.RollingBack(T0, JUDGED, new RollbackPhase.Switching()),
                new PromotionState.RollingBack(
                        T0, JUDGED, new RollbackPhase.Verifying(T0, Optional.empty())),
                new PromotionState.RollingBack(
                        T0, JUDGED, new RollbackPhase.Stopping(T0, T0, Optional.empty())),
                frozen(PromotionState.FreezeCause.ASKED),
                frozen(PromotionState.FreezeCause.BLIND),
                frozen(PromotionState.FreezeCause.GATES),
                frozen(PromotionState.FreezeCause.WAY_BACK_BROKEN),
                rolledBack(),
                new PromotionState.Failed(T0, failure),
                new PromotionState.Superseded(T0, OTHER));
    }

    static PromotionState completed(Duration warm) {
        return new PromotionState.Completed(T0, T0.plus(warm));
    }

    static PromotionState rolledBack() {
        return new PromotionState.RolledBack(
                T0.plusSeconds(9),
                JUDGED,
                new PromotionState.RolledBack.Times(
                        T0.plusSeconds(5),
                        T0.plusSeconds(5).plusMillis(11),
                        T0.plusSeconds(8),
                        Optional.empty()));
    }

    static Promotion in(PromotionState state) {
        return in(state, true);
    }

    /** With or without a version before it. */
    static Promotion in(PromotionState state, boolean before) {
        return new Promotion(
                UUID.fromString("019a0000-0000-7000-8000-0000000000bb"),
                new Promotion.Subject(
                        "shop",
                        "production",
                        OTHER,
                        digest("new"),
                        digest("c"),
                        1,
                        !before,
                        T0,
                        "ann"),
                new RolloutPlan(
                        Strategy.CANARY,
                        List.of(new Share(500)),
                        Duration.ofSeconds(10),
                        Duration.ZERO,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(3),
                        OnInconclusive.HOLD,
                        Duration.ofMinutes(30),
                        Optional.empty()),
                new Promotion.Limits(
                        Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofMinutes(10)),
                Optional.of(Arms.canaryIn(Slot.GREEN)),
                Optional.of(
                        new RecoveryPlan(
                                before ? RecoveryPlan.Mode.SWITCH : RecoveryPlan.Mode.WITHDRAW,
                                before
                                        ? Optional.of(
                                                new RecoveryPlan.Target(
                                                        OTHER, digest("old"), digest("c")))
                                        : Optional.empty(),
                                List.of("switch back"),
                                T0)),
                Optional.of(T0),
                Course.START,
                state,
                1,
                1);
    }

    private static PromotionState frozen(PromotionState.FreezeCause cause) {
        return new PromotionState.Frozen(T0, JUDGING, cause, "go on?", T0.plusSeconds(600));
    }

    private static Digest digest(String of) {
        return Digest.sha256(of.getBytes(StandardCharsets.UTF_8));
    }
}
