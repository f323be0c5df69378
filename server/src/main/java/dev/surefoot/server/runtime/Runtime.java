package dev.surefoot.server.runtime;

import java.time.Duration;
import java.util.List;

/**
 * Runs the instances of a slot. Every call is idempotent by slot, version and token: repeating one
 * after a crash or a lost answer does no harm and starts nothing twice.
 *
 * <p>Expected outcomes are values. Calls on one slot exclude each other; those on different slots
 * run at the same time.
 */
@SuppressWarnings("JavaLangClash") // the house's word; nobody here needs java.lang.Runtime
public interface Runtime {
    /** Brings and verifies the bytes, checks what start would refuse; starts nothing. */
    Preparation prepare(Launch launch);

    /** Starts the instances that are missing; those that already run this version are kept. */
    Start start(Launch launch);

    /** Looks at each instance once: is it alive, is it ready, is it the right version? */
    SlotHealth observe(Launch launch);

    /** From now on the slot's instances may go: their end is no crash. Sends no signal. */
    Stop drain(Place place, long token);

    /** Ends all instances of the slot: asks, waits {@code deadline}, then forces. Blocks. */
    Stop stop(Place place, long token, Duration deadline);

    /** Every slot that has an instance which was not seen to end, also one that should have. */
    List<Occupied> occupied();

    /** A slot, and what was launched there. */
    record Occupied(Place place, Version version) {}

    /** What {@link #prepare} found. */
    sealed interface Preparation {
        /** It can start. */
        record Prepared() implements Preparation {}

        /** It would be refused. */
        record Refused(Refusal refusal) implements Preparation {}
    }

    /** What {@link #start} did. */
    sealed interface Start {
        /**
         * All instances have a process.
         *
         * @param started how many of them this call started
         */
        record Started(int started) implements Start {}

        /** Not all instances have a process; those that do are left running. */
        record Refused(Refusal refusal) implements Start {}
    }

    /** What {@link #drain} and {@link #stop} did. */
    sealed interface Stop {
        /**
         * Done, and for {@code stop} verified: no process of the slot is left.
         *
         * @param instances how many this call concerned
         */
        record Done(int instances) implements Stop {}

        /** A newer server steers. */
        record StaleToken(long current) implements Stop {}

        /** Some process did not even end when forced; {@code why} names it. Try again. */
        record StillRunning(String why) implements Stop {}
    }
}
