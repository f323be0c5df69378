package dev.surefoot.bench.decisions.world;

import java.util.List;

/**
 * What was read at the end of one window. Everybody sees the same.
 *
 * @param index number of the window, from 0
 * @param seconds length of the window
 * @param share the canary's share in force, 0 to 1
 * @param canary per instance, what it did in this window
 * @param baseline likewise
 * @param seen how well it was read
 * @param harm failures of the canary that its fault alone caused; the truth, which no rule may read
 * @param canarySlower where times are counted, how many of the canary's requests took longer than
 *     each of {@link Latency#BOUNDS}; else empty
 * @param baselineSlower likewise
 */
public record Scrape(
        long index,
        int seconds,
        double share,
        List<Tally> canary,
        List<Tally> baseline,
        Seen seen,
        long harm,
        List<Long> canarySlower,
        List<Long> baselineSlower) {
    /** How a window was read. */
    public enum Seen {
        WHOLE,
        /** A counter fell: what was counted before is lost. */
        RESET,
        /** The canary could not be read; its counters go on. */
        NO_CANARY,
        /** The baseline could not be read; its counters go on. */
        NO_BASELINE
    }

    /** Copies the lists. */
    public Scrape {
        canary = List.copyOf(canary);
        baseline = List.copyOf(baseline);
        canarySlower = List.copyOf(canarySlower);
        baselineSlower = List.copyOf(baselineSlower);
    }

    /** Without times. */
    Scrape(
            long index,
            int seconds,
            double share,
            List<Tally> canary,
            List<Tally> baseline,
            Seen seen,
            long harm) {
        this(index, seconds, share, canary, baseline, seen, harm, List.of(), List.of());
    }

    Scrape withTimes(List<Long> ofCanary, List<Long> ofBaseline) {
        return new Scrape(
                index, seconds, share, canary, baseline, seen, harm, ofCanary, ofBaseline);
    }

    /** Whether times are counted. */
    public boolean timed() {
        return !canarySlower.isEmpty();
    }

    /** Seconds from the first exposure to this window's end. */
    public long end() {
        return (index + 1) * seconds;
    }

    /** The canary as a whole. */
    public Tally canaryTotal() {
        return total(canary);
    }

    /** The baseline as a whole. */
    public Tally baselineTotal() {
        return total(baseline);
    }

    private static Tally total(List<Tally> instances) {
        if (instances.size() == 1) {
            return instances.getFirst();
        }
        Tally sum = Tally.NONE;
        for (Tally instance : instances) {
            sum = sum.plus(instance);
        }
        return sum;
    }
}
