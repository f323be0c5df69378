package dev.surefoot.judge;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What both arms did in one stretch of time.
 *
 * @param seq number of the window, rising; numbers may be left out
 * @param start begin, inclusive
 * @param end end, exclusive
 * @param shareBp the canary's share in force during this window, in basis points
 * @param canary the canary's instances
 * @param baseline the stable version's instances
 * @param gap a counter fell or a scrape is missing: both arms skip the window's counts
 * @param readAt when the counts were read; more than a nominal window after the end is too late
 */
public record Window(
        long seq,
        Instant start,
        Instant end,
        int shareBp,
        List<Counts> canary,
        List<Counts> baseline,
        boolean gap,
        Instant readAt) {
    static final long MOST_REQUESTS = 1_000_000_000_000L;

    /** A window whose counts were read at its end. */
    public Window(
            long seq,
            Instant start,
            Instant end,
            int shareBp,
            List<Counts> canary,
            List<Counts> baseline,
            boolean gap) {
        this(seq, start, end, shareBp, canary, baseline, gap, end);
    }

    /** Copies the lists; what the window says is checked when it is judged. */
    public Window {
        canary = List.copyOf(canary);
        baseline = List.copyOf(baseline);
    }

    /**
     * Refuses what cannot be true.
     *
     * @throws RefusedWindow naming path, value and bound
     */
    void check(Metrics metrics) {
        RefusedWindow.unless(seq >= 0, "seq", seq, "at least 0");
        RefusedWindow.unless(start.isBefore(end), "end", end, "after start = " + start);
        RefusedWindow.unless(
                shareBp >= 0 && shareBp <= 10_000, "shareBp", shareBp, "from 0 to 10000");
        check("canary", canary, metrics);
        check("baseline", baseline, metrics);
    }

    private static void check(String arm, List<Counts> instances, Metrics metrics) {
        Set<String> names = new HashSet<>();
        long requests = 0;
        for (int i = 0; i < instances.size(); i++) {
            Counts counts = instances.get(i);
            boolean named = names.add(counts.instance());
            // Each is checked before it is added, so the sum cannot overflow unseen.
            boolean fits = counts.requests() <= MOST_REQUESTS - requests;
            // Words are made for what may be refused alone: making them costs more than judging.
            if (!counts.plain(metrics) || !named || !fits) {
                String path = arm + "[" + i + "]";
                counts.check(path, metrics);
                RefusedWindow.unless(
                        named, path + ".instance", counts.instance(), "named once per arm");
                RefusedWindow.unless(
                        fits,
                        path + ".requests",
                        counts.requests(),
                        "at most " + MOST_REQUESTS + " in the whole arm");
            }
            requests += counts.requests();
        }
    }
}
