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
        long requests = 0;
        for (int i = 0; i < instances.size(); i++) {
            Counts counts = instances.get(i);
            RefusedWindow.Place at = new RefusedWindow.Place(arm, i);
            counts.check(at, metrics);
            // Each is checked before it is added, so the sum cannot overflow unseen.
            if (counts.requests() > MOST_REQUESTS - requests) {
                throw at.refused(
                        ".requests",
                        counts.requests(),
                        "at most " + MOST_REQUESTS + " in the whole arm");
            }
            requests += counts.requests();
        }
        checkNames(arm, instances);
    }

    private static void checkNames(String arm, List<Counts> instances) {
        if (instances.size() < 2) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < instances.size(); i++) {
            String name = instances.get(i).instance();
            if (!names.add(name)) {
                throw new RefusedWindow.Place(arm, i)
                        .refused(".instance", name, "named once per arm");
            }
        }
    }
}
