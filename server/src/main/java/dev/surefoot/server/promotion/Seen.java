package dev.surefoot.server.promotion;

import dev.surefoot.judge.Step;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.gate.Admittance;
import dev.surefoot.server.rollback.RecoveryPlan;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.traffic.CounterSnapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the worker saw of the world after it acted; each state looks for its own kinds. */
public sealed interface Seen {
    /** It could not look: unknown, never done and never failed. */
    record Unknown(String why) implements Seen {}

    /** The lane is free and the environment before this one has the candidate. */
    record LaneFree() implements Seen {}

    /** Something is in the way. */
    record LaneTaken(String waitingFor) implements Seen {}

    /** Every enforcing gate passed: only {@code Admission} can say so. */
    record GatesPassed(Admittance.Admitted admitted) implements Seen {}

    /** An enforcing gate failed. */
    record GateFailed(String message) implements Seen {}

    /** An enforcing gate lacks evidence. */
    record GatesWaiting(String missing) implements Seen {}

    /**
     * Bytes, router and the way back are in order, and exposure is planned.
     *
     * @param first the share to begin with, where that was reckoned
     * @param promised what the plan promises and what it does not bound; may be empty
     */
    record Prepared(RecoveryPlan plan, Optional<Share> first, List<String> promised)
            implements Seen {
        public Prepared {
            promised = List.copyOf(promised);
        }

        /** With fixed steps, which promise nothing of their own. */
        static Prepared with(RecoveryPlan plan) {
            return new Prepared(plan, Optional.empty(), List.of());
        }
    }

    /** Something is missing that waiting does not mend. */
    record Refusal(String why) implements Seen {}

    /** The database lacks something that the new version needs; it is on its way. */
    record SchemaWaits(String why) implements Seen {}

    /** The database just got what the new version needs: instances may start now. */
    record SchemaReady() implements Seen {}

    /** Some instances are not ready yet. */
    record Starting(int ready, int wanted) implements Seen {}

    /** All instances are ready and name the promoted digest. */
    record Healthy() implements Seen {}

    /** A freeze stands before the first exposure; its end is known. */
    record FrozenStart(String waitingFor) implements Seen {}

    /** An instance answers for another digest than the promoted one. */
    record WrongDigest(String message) implements Seen {}

    /** An instance could not be started or is dead. */
    record Dead(String message) implements Seen {}

    /** No instance of the slot is left. */
    record Gone() implements Seen {}

    /** The router reads back this split; {@code epoch} is the run in which it does. */
    record Splits(Split split, String epoch) implements Seen {}

    /** The lease had lapsed before: the new version gets nothing. */
    record Lapsed(String why) implements Seen {}

    /** The router reads back that only the old version's slot is left. */
    record Reverted(Instant at) implements Seen {}

    /** What the router has counted; {@code lastBadRequest} on the version that is taken back. */
    record Counted(CounterSnapshot counters, Optional<Instant> lastBadRequest) implements Seen {}

    /** What the judge says, in words too, and whether the rest of the ground still holds. */
    record Judged(Step step, String words, Ground ground) implements Seen {}

    /**
     * What must hold for exposure to grow.
     *
     * @param wayBackBroken why there is no way back, if there is none
     * @param gatesBroken why gates no longer pass, if they don't
     * @param silent counters missing for longer than {@code blind}
     * @param canaryDead why no instance of the new version is left, if none is
     * @param lapsed why the router took its traffic away by itself, if it did
     * @param drifted how the router divides, if that is not what was asked for
     * @param frozen the freeze that stands before growth; judging goes on
     * @param pending what is still being looked at; growth waits for it
     */
    record Ground(
            Optional<String> wayBackBroken,
            Optional<String> gatesBroken,
            boolean silent,
            Optional<String> canaryDead,
            Optional<String> lapsed,
            Optional<Drift> drifted,
            Optional<String> frozen,
            Optional<String> pending) {
        /** Everything holds. */
        public static final Ground FIRM =
                new Ground(
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
    }
}
