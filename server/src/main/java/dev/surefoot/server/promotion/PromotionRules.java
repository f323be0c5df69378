package dev.surefoot.server.promotion;

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
import dev.surefoot.server.time.Spans;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All thinking about a promotion: from its state and what was seen to what follows. Pure and total;
 * knows no clock, no I/O and no log. What concerns exposed versions is in {@link ExposureRules},
 * going back in {@link RollbackRules}.
 */
public final class PromotionRules {
    private static final Duration REQUESTED_FOR = Duration.ofHours(24);

    /** An index of a large table takes hours; whoever does not want to wait takes it back. */
    private static final Duration SCHEMA_FOR = Duration.ofHours(12);

    private static final Duration PREPARING_FOR = Duration.ofMinutes(10);

    private PromotionRules() {}

    /** What follows for {@code promotion} from {@code observation}. */
    public static Decision next(Promotion promotion, Observation observation) {
        Optional<Decision> outside = fromOutside(promotion, observation);
        if (outside.isPresent()) {
            return outside.get();
        }
        Instant at = observation.at();
        Seen seen = observation.seen();
        return switch (promotion.state()) {
            case Requested state -> requested(state, at, seen);
            case Gated state -> gated(promotion, state, at, seen);
            case Preparing state -> preparing(promotion, state, at, seen);
            case Expanding state -> expanding(promotion, state, at, seen);
            case Exposing state -> ExposureRules.exposing(promotion, state, at, seen);
            case Judging state -> ExposureRules.judging(promotion, state.share(), at, seen);
            case Watching state -> ExposureRules.watching(promotion, state, at, seen);
            case Baking state -> ExposureRules.baking(promotion, state, at, seen);
            case Frozen state -> FrozenRules.frozen(promotion, state, at, seen);
            case RollingBack state -> RollbackRules.rollingBack(promotion, state, observation);
            case Completed state -> new Decision.Stay("complete");
            case RolledBack state -> new Decision.Stay("rolled back");
            case Failed state -> new Decision.Stay("failed");
            case Superseded state -> new Decision.Stay("superseded");
        };
    }

    /** A person's wish to go back, or a newer candidate: both come before what was seen. */
    private static Optional<Decision> fromOutside(Promotion promotion, Observation observation) {
        PromotionState state = promotion.state();
        if (observation.ask().isPresent()) {
            return RollbackRules.asked(state, observation.at(), observation.ask().get());
        }
        boolean replaceable =
                state instanceof Requested || state instanceof Gated || state instanceof Preparing;
        if (replaceable && observation.newer().isPresent()) {
            return Optional.of(
                    Decision.move(
                            new Superseded(observation.at(), observation.newer().get()),
                            "a newer candidate was requested before this one was started"));
        }
        return Optional.empty();
    }

    private static Decision requested(Requested state, Instant at, Seen seen) {
        if (seen instanceof Seen.LaneFree) {
            return Decision.move(new Gated(at), "the lane is free");
        }
        String waitingFor = seen instanceof Seen.LaneTaken taken ? taken.waitingFor() : "the lane";
        if (over(state.since(), REQUESTED_FOR, at)) {
            return failed(at, Reason.TIMED_OUT, "waited 24 h for " + waitingFor);
        }
        return new Decision.Stay(waitingFor);
    }

    private static Decision gated(Promotion promotion, Gated state, Instant at, Seen seen) {
        if (seen instanceof Seen.GatesPassed) {
            return Decision.move(new Preparing(at), "every enforcing gate passed");
        }
        if (seen instanceof Seen.GateFailed failed) {
            return failed(at, Reason.GATE_FAILED, failed.message());
        }
        String missing = seen instanceof Seen.GatesWaiting w ? w.missing() : "gates";
        if (over(state.since(), promotion.limits().gates(), at)) {
            return failed(
                    at,
                    Reason.EVIDENCE_TIMEOUT,
                    "no verdict within "
                            + Spans.words(promotion.limits().gates())
                            + ": "
                            + missing);
        }
        return new Decision.Stay(missing);
    }

    private static Decision preparing(Promotion promotion, Preparing state, Instant at, Seen seen) {
        if (seen instanceof Seen.Prepared prepared) {
            return new Decision.Move(
                    new Expanding(at, Optional.empty()),
                    String.join(
                            "\n",
                            Stream.concat(
                                            Stream.of(
                                                    "bytes verified; way back: "
                                                            + prepared.plan().mode()),
                                            prepared.promised().stream())
                                    .toList()),
                    Optional.of(prepared.plan()),
                    prepared.first().map(promotion.course()::beginningWith));
        }
        if (seen instanceof Seen.Refusal refusal) {
            return failed(at, Reason.REFUSED, refusal.why());
        }
        String waitingFor = seen instanceof Seen.Unknown unknown ? unknown.why() : "preparation";
        if (over(state.since(), PREPARING_FOR, at)) {
            return failed(at, Reason.TIMED_OUT, "not prepared within 10 min: " + waitingFor);
        }
        return new Decision.Stay(waitingFor);
    }

    private static Decision expanding(Promotion promotion, Expanding state, Instant at, Seen seen) {
        if (state.failure().isPresent()) {
            return seen instanceof Seen.Gone
                    ? Decision.move(
                            new Failed(at, state.failure().get()), state.failure().get().message())
                    : new Decision.Stay("its instances to stop");
        }
        return switch (seen) {
            case Seen.Healthy healthy -> expose(promotion, at);
            // Everything is ready; only a freeze stands before it, and freezes end by themselves.
            case Seen.FrozenStart frozen -> new Decision.Stay(frozen.waitingFor());
            case Seen.SchemaReady ready ->
                    Decision.move(
                            new Expanding(at, Optional.empty()),
                            "the database has what the new version needs");
            case Seen.SchemaWaits waits -> schemaWaits(state, at, waits);
            case Seen.WrongDigest wrong -> stopFor(state, Reason.WRONG_DIGEST, wrong.message());
            case Seen.Dead dead -> stopFor(state, Reason.NOT_STARTED, dead.message());
            case Seen.Refusal refusal -> stopFor(state, Reason.REFUSED, refusal.why());
            default -> stillStarting(promotion, state, at, seen);
        };
    }

    private static Decision schemaWaits(Expanding state, Instant at, Seen.SchemaWaits waits) {
        return over(state.since(), SCHEMA_FOR, at)
                ? stopFor(
                        state,
                        Reason.TIMED_OUT,
                        "the database was not ready within "
                                + Spans.words(SCHEMA_FOR)
                                + ": "
                                + waits.why())
                : new Decision.Stay(waits.why());
    }

    private static Decision expose(Promotion promotion, Instant at) {
        return Decision.move(
                new Exposing(at, promotion.first()), "all instances are ready and name the digest");
    }

    private static Decision stillStarting(
            Promotion promotion, Expanding state, Instant at, Seen seen) {
        String waitingFor =
                switch (seen) {
                    case Seen.Starting some ->
                            some.ready() + " of " + some.wanted() + " instances ready";
                    case Seen.Unknown unknown -> unknown.why();
                    default -> "instances";
                };
        if (over(state.since(), promotion.limits().startup(), at)) {
            return stopFor(
                    state,
                    Reason.NOT_STARTED,
                    "not ready within "
                            + Spans.words(promotion.limits().startup())
                            + ": "
                            + waitingFor);
        }
        return new Decision.Stay(waitingFor);
    }

    /** Keeps {@code since}: the time-out runs on while its instances are stopped again. */
    private static Decision stopFor(Expanding state, Reason reason, String message) {
        return Decision.move(
                new Expanding(state.since(), Optional.of(new Failure(reason, message))), message);
    }

    static Decision failed(Instant at, Reason reason, String message) {
        return Decision.move(new Failed(at, new Failure(reason, message)), message);
    }

    /** Whether {@code limit} has passed since {@code since}. */
    static boolean over(Instant since, Duration limit, Instant at) {
        return !at.isBefore(since.plus(limit));
    }
}
