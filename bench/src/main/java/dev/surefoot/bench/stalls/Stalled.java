package dev.surefoot.bench.stalls;

/**
 * What something cost.
 *
 * @param what in words
 * @param readMs how long a reader waited at most, in milliseconds
 * @param writeMs how long a writer did
 */
record Stalled(String what, double readMs, double writeMs) {
    double worst() {
        return Math.max(readMs, writeMs);
    }
}
