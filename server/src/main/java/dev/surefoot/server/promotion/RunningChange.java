package dev.surefoot.server.promotion;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollback.RecoveryPlan;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.runtime.Place;
import dev.surefoot.server.runtime.Running;
import dev.surefoot.server.runtime.Running.Purpose;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What should run, as it follows from a promotion's state; saved in the same transaction. */
sealed interface RunningChange {
    /** From now on this should run. */
    record Put(Running running) implements RunningChange {}

    /** From now on nothing should run there. */
    record Remove(Place place) implements RunningChange {}

    /** The changes of entering {@code next}'s state, in the order in which they must be written. */
    static List<RunningChange> entering(Promotion next) {
        return switch (next.state()) {
            case PromotionState.Expanding state ->
                    List.of(state.failure().isEmpty() ? canary(next) : withoutCanary(next));
            case PromotionState.Completed state -> completed(next, state.warmUntil());
            case PromotionState.RollingBack state -> takenBack(next);
            case PromotionState.RolledBack state -> List.of(withoutCanary(next));
            case PromotionState.Requested state -> List.of();
            case PromotionState.Gated state -> List.of();
            case PromotionState.Preparing state -> List.of();
            case PromotionState.Exposing state -> List.of();
            case PromotionState.Judging state -> List.of();
            case PromotionState.Watching state -> List.of();
            case PromotionState.Baking state -> List.of();
            case PromotionState.Frozen state -> List.of();
            case PromotionState.Failed state -> List.of();
            case PromotionState.Superseded state -> List.of();
        };
    }

    private static List<RunningChange> completed(Promotion next, Instant warmUntil) {
        RunningChange serves = put(next, canarySlot(next), own(next), Purpose.BASELINE, null);
        return target(next)
                .<List<RunningChange>>map(
                        old ->
                                List.of(
                                        put(next, baselineSlot(next), old, Purpose.WARM, warmUntil),
                                        serves))
                .orElse(List.of(serves));
    }

    private static List<RunningChange> takenBack(Promotion next) {
        return target(next)
                .<List<RunningChange>>map(
                        old ->
                                List.of(
                                        canary(next),
                                        put(next, baselineSlot(next), old, Purpose.BASELINE, null)))
                .orElse(List.of(canary(next)));
    }

    private static RunningChange canary(Promotion next) {
        return put(next, canarySlot(next), own(next), Purpose.CANARY, null);
    }

    private static RunningChange withoutCanary(Promotion next) {
        return new Remove(place(next, canarySlot(next)));
    }

    private static RunningChange put(
            Promotion next,
            Slot slot,
            RecoveryPlan.Target what,
            Purpose purpose,
            @org.jspecify.annotations.Nullable Instant warmUntil) {
        return new Put(
                new Running(
                        place(next, slot),
                        Site.version(what.artifact(), what.config()),
                        purpose,
                        Optional.ofNullable(warmUntil)));
    }

    private static RecoveryPlan.Target own(Promotion next) {
        Digest artifact = next.subject().artifact();
        return new RecoveryPlan.Target(
                next.subject().candidate(), artifact, next.subject().config());
    }

    private static Optional<RecoveryPlan.Target> target(Promotion next) {
        return next.recovery().flatMap(RecoveryPlan::target);
    }

    private static Place place(Promotion next, Slot slot) {
        return new Place(next.subject().service(), next.subject().environment(), slot);
    }

    private static Slot canarySlot(Promotion next) {
        return next.arms().map(Arms::canarySlot).orElseThrow();
    }

    private static Slot baselineSlot(Promotion next) {
        return next.arms().map(Arms::baselineSlot).orElseThrow();
    }
}
