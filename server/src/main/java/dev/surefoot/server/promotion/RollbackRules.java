package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.promotion.PromotionState.Baking;
import dev.surefoot.server.promotion.PromotionState.Completed;
import dev.surefoot.server.promotion.PromotionState.Expanding;
import dev.surefoot.server.promotion.PromotionState.Exposing;
import dev.surefoot.server.promotion.PromotionState.Failed;
import dev.surefoot.server.promotion.PromotionState.Failure;
import dev.surefoot.server.promotion.PromotionState.Failure.Reason;
import dev.surefoot.server.promotion.PromotionState.Frozen;
import dev.surefoot.server.promotion.PromotionState.Gated;
import dev.surefoot.server.promotion.PromotionState.Judging;
import dev.surefoot.server.promotion.PromotionState.Preparing;
import dev.surefoot.server.promotion.PromotionState.Requested;
import dev.surefoot.server.promotion.PromotionState.RolledBack;
import dev.surefoot.server.promotion.PromotionState.RollingBack;
import dev.surefoot.server.promotion.PromotionState.Superseded;
import dev.surefoot.server.promotion.PromotionState.Watching;
import dev.surefoot.server.rollback.RollbackCause;
import dev.surefoot.server.rollback.RollbackPhase;
import dev.surefoot.server.traffic.CounterSnapshot;
import dev.surefoot.server.traffic.Silence;

import java.time.Instant;
import java.util.Optional;

/**
 * Going back: who may start it, and the phases until it is verified. Nothing here ever gives up:
 * what could not be seen is tried again.
 */
final class RollbackRules {
    private RollbackRules() {}

    /** Starts going back. */
    static Decision rollBack(Instant at, RollbackCause cause) {
        return Decision.move(
                new RollingBack(at, cause, new RollbackPhase.Switching()), cause.explanation());
    }

    /** A person asks: before exposure that cancels, afterwards it goes back at once. */
    static Optional<Decision> asked(PromotionState state, Instant at, Observation.Ask ask) {
        RollbackCause cause =
                new RollbackCause(RollbackCause.Kind.PERSON, ask.actor(), ask.reason());
        Failure cancelled =
                new Failure(Reason.CANCELLED, "cancelled by " + ask.actor() + ": " + ask.reason());
        return switch (state) {
            case Requested s -> cancel(at, cancelled);
            case Gated s -> cancel(at, cancelled);
            case Preparing s -> cancel(at, cancelled);
            case Expanding s ->
                    s.failure().isPresent()
                            ? Optional.empty()
                            : Optional.of(
                                    Decision.move(
                                            new Expanding(s.since(), Optional.of(cancelled)),
                                            cancelled.message()));
            case Exposing s -> Optional.of(rollBack(at, cause));
            case Judging s -> Optional.of(rollBack(at, cause));
            case Watching s -> Optional.of(rollBack(at, cause));
            case Baking s -> Optional.of(rollBack(at, cause));
            case Frozen s -> Optional.of(rollBack(at, cause));
            case Completed s -> Optional.of(rollBack(at, cause));
            case RollingBack s -> Optional.empty();
            case RolledBack s -> Optional.empty();
            case Failed s -> Optional.empty();
            case Superseded s -> Optional.empty();
        };
    }

    private static Optional<Decision> cancel(Instant at, Failure cancelled) {
        return Optional.of(Decision.move(new Failed(at, cancelled), cancelled.message()));
    }

    /** The next phase of going back. */
    static Decision rollingBack(Promotion promotion, RollingBack state, Observation seen) {
        return switch (state.phase()) {
            case RollbackPhase.Switching phase -> switching(state, seen.seen());
            case RollbackPhase.Verifying phase -> verifying(promotion, state, phase, seen);
            case RollbackPhase.Stopping phase -> stopping(state, phase, seen.at(), seen.seen());
        };
    }

    private static Decision switching(RollingBack state, Seen seen) {
        if (seen instanceof Seen.Reverted reverted) {
            return enter(
                    state,
                    new RollbackPhase.Verifying(reverted.at(), Optional.empty()),
                    "the router reads back that the old version has all new requests");
        }
        return new Decision.Stay(
                seen instanceof Seen.Unknown unknown
                        ? "the router: " + unknown.why()
                        : "the router");
    }

    private static Decision verifying(
            Promotion promotion,
            RollingBack state,
            RollbackPhase.Verifying phase,
            Observation seen) {
        if (!(seen.seen() instanceof Seen.Counted counted)) {
            return new Decision.Stay("the router's counters");
        }
        CounterSnapshot now = counted.counters();
        Slot bad = promotion.arms().orElseThrow().canarySlot();
        if (phase.firstRead().isEmpty()) {
            return countFrom(state, phase, now, "counting from here");
        }
        CounterSnapshot first = phase.firstRead().get();
        if (now.takenAt().isBefore(first.takenAt())) {
            return countFrom(state, phase, now, "the router's clock went back; counting again");
        }
        return switch (Silence.of(bad, first, now)) {
            case Silence.Proven proven ->
                    enter(
                            state,
                            new RollbackPhase.Stopping(
                                    phase.executedAt(), seen.at(), counted.lastBadRequest()),
                            proven.othersServe()
                                    ? "verified: no new request on it, while others are served"
                                    : "verified: no new request on it; there was none elsewhere");
            case Silence.Broken broken ->
                    countFrom(
                            state,
                            phase,
                            now,
                            broken.started() + " requests still reached it; counting again");
            case Silence.Unknown unknown ->
                    now.takenAt().isBefore(first.takenAt().plus(Silence.APART))
                            ? new Decision.Stay("a second reading of the counters")
                            : countFrom(state, phase, now, unknown.why());
        };
    }

    private static Decision countFrom(
            RollingBack state, RollbackPhase.Verifying phase, CounterSnapshot now, String why) {
        return enter(state, new RollbackPhase.Verifying(phase.executedAt(), Optional.of(now)), why);
    }

    private static Decision stopping(
            RollingBack state, RollbackPhase.Stopping phase, Instant at, Seen seen) {
        if (!(seen instanceof Seen.Gone)) {
            return new Decision.Stay("its instances to stop");
        }
        return Decision.move(
                new RolledBack(
                        at,
                        state.cause(),
                        new RolledBack.Times(
                                state.since(),
                                phase.executedAt(),
                                phase.verifiedAt(),
                                phase.lastBadRequest())),
                state.cause().explanation());
    }

    private static Decision enter(RollingBack state, RollbackPhase phase, String why) {
        return Decision.move(new RollingBack(state.since(), state.cause(), phase), why);
    }
}
