package dev.surefoot.server.promotion;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.rollback.RollbackCause;
import dev.surefoot.server.rollback.RollbackPhase;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a promotion stands; each state carries only its own data. {@code since} is when it was
 * entered.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PromotionState.Requested.class, name = "REQUESTED"),
    @JsonSubTypes.Type(value = PromotionState.Gated.class, name = "GATED"),
    @JsonSubTypes.Type(value = PromotionState.Preparing.class, name = "PREPARING"),
    @JsonSubTypes.Type(value = PromotionState.Expanding.class, name = "EXPANDING"),
    @JsonSubTypes.Type(value = PromotionState.Exposing.class, name = "EXPOSING"),
    @JsonSubTypes.Type(value = PromotionState.Judging.class, name = "JUDGING"),
    @JsonSubTypes.Type(value = PromotionState.Watching.class, name = "WATCHING"),
    @JsonSubTypes.Type(value = PromotionState.Baking.class, name = "BAKING"),
    @JsonSubTypes.Type(value = PromotionState.Completed.class, name = "COMPLETED"),
    @JsonSubTypes.Type(value = PromotionState.RollingBack.class, name = "ROLLING_BACK"),
    @JsonSubTypes.Type(value = PromotionState.Frozen.class, name = "FROZEN"),
    @JsonSubTypes.Type(value = PromotionState.RolledBack.class, name = "ROLLED_BACK"),
    @JsonSubTypes.Type(value = PromotionState.Failed.class, name = "FAILED"),
    @JsonSubTypes.Type(value = PromotionState.Superseded.class, name = "SUPERSEDED")
})
public sealed interface PromotionState {
    /** When this state was entered. */
    Instant since();

    /** Waits for the lane and for the environment before this one. */
    record Requested(Instant since) implements PromotionState {}

    /** Gates are evaluated until all pass, one fails, or time runs out. */
    record Gated(Instant since) implements PromotionState {}

    /** Bytes, router and the way back are checked. */
    record Preparing(Instant since) implements PromotionState {}

    /**
     * The new version's instances start without traffic.
     *
     * @param failure set when they are to be stopped again: what the promotion will fail with
     */
    record Expanding(Instant since, Optional<Failure> failure) implements PromotionState {}

    /** The split is being written and read back. */
    record Exposing(Instant since, Share share) implements PromotionState {}

    /** The split reads back; counters go to the judge. */
    record Judging(Instant since, Share share) implements PromotionState {}

    /** 95 % run on the new version, still compared with the old one. */
    record Watching(Instant since) implements PromotionState {}

    /** Everything runs on the new version; the old one is warm; only rails judge. */
    record Baking(Instant since) implements PromotionState {}

    /**
     * The new version is what runs.
     *
     * @param warmUntil how long the old version stays ready to be switched back to
     */
    record Completed(Instant since, Instant warmUntil) implements PromotionState {}

    /** The version is being taken back; never gives up. {@code since} is when it was decided. */
    record RollingBack(Instant since, RollbackCause cause, RollbackPhase phase)
            implements PromotionState {}

    /**
     * Exposure stays as it is until the cause is gone, somebody acts, or the time is over.
     *
     * @param from the state it goes on with
     * @param question what is asked, for people
     */
    record Frozen(
            Instant since, PromotionState from, FreezeCause cause, String question, Instant until)
            implements PromotionState {}

    /** Taken back; the old version has all traffic. */
    record RolledBack(Instant since, RollbackCause cause, Times times) implements PromotionState {
        /** The three times of a rollback, and when the last request on the bad version began. */
        public record Times(
                Instant decidedAt,
                Instant executedAt,
                Instant verifiedAt,
                Optional<Instant> lastBadRequest) {}
    }

    /** Ended before exposure. */
    record Failed(Instant since, Failure failure) implements PromotionState {}

    /** A newer candidate took its place before exposure. */
    record Superseded(Instant since, UUID by) implements PromotionState {}

    /** Why exposure was frozen. */
    enum FreezeCause {
        /** No counters for longer than {@code blind}. */
        BLIND,
        /** The way back is broken. */
        WAY_BACK_BROKEN,
        /** A gate that had passed no longer does. */
        GATES,
        /**
         * Somebody must decide: the evidence was inconclusive at the deadline, exposure lapsed
         * again, or a hand turned the new version down at the router.
         */
        ASKED
    }

    /** Why a promotion failed before exposure. */
    record Failure(Reason reason, String message) {
        /** Stable names for programs. */
        public enum Reason {
            GATE_FAILED,
            EVIDENCE_TIMEOUT,
            REFUSED,
            CANCELLED,
            NOT_STARTED,
            WRONG_DIGEST,
            TIMED_OUT
        }
    }

    /** The state's stable name, as in JSON and SQL. */
    default String label() {
        return switch (this) {
            case Requested r -> "REQUESTED";
            case Gated g -> "GATED";
            case Preparing p -> "PREPARING";
            case Expanding e -> "EXPANDING";
            case Exposing e -> "EXPOSING";
            case Judging j -> "JUDGING";
            case Watching w -> "WATCHING";
            case Baking b -> "BAKING";
            case Completed c -> "COMPLETED";
            case RollingBack r -> "ROLLING_BACK";
            case Frozen f -> "FROZEN";
            case RolledBack r -> "ROLLED_BACK";
            case Failed f -> "FAILED";
            case Superseded s -> "SUPERSEDED";
        };
    }

    /** Whether nothing moves it any more by itself. */
    default boolean ended() {
        return switch (this) {
            case Completed c -> true;
            case RolledBack r -> true;
            case Failed f -> true;
            case Superseded s -> true;
            case Requested r -> false;
            case Gated g -> false;
            case Preparing p -> false;
            case Expanding e -> false;
            case Exposing e -> false;
            case Judging j -> false;
            case Watching w -> false;
            case Baking b -> false;
            case RollingBack r -> false;
            case Frozen f -> false;
        };
    }

    /** Whether users can have met the new version in this state. */
    default boolean exposed() {
        return switch (this) {
            case Exposing e -> true;
            case Judging j -> true;
            case Watching w -> true;
            case Baking b -> true;
            case Completed c -> true;
            case Frozen f -> true;
            case RollingBack r -> true;
            case RolledBack r -> true;
            case Requested r -> false;
            case Gated g -> false;
            case Preparing p -> false;
            case Expanding e -> false;
            case Failed f -> false;
            case Superseded s -> false;
        };
    }
}
