package dev.surefoot.bench.decisions.world;

/** What is slow in a canary. */
public sealed interface Slow {
    /** Nothing. */
    record No() implements Slow {}

    /** Every request takes {@code factor} times as long. */
    record Times(double factor) implements Slow {}

    /** A {@code share} of requests takes so many seconds more. */
    record Stalls(double share, double seconds) implements Slow {}
}
