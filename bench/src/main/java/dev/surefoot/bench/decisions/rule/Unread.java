package dev.surefoot.bench.decisions.rule;

import dev.surefoot.bench.decisions.world.Tally;

import java.util.ArrayList;
import java.util.List;

/**
 * One arm's counters, instance by instance: what they count while they cannot be read shows in the
 * next reading together with its own window. Not thread-safe.
 */
final class Unread {
    private List<Tally> instances = List.of();
    private List<Long> slower = List.of();
    private boolean missed;
    private boolean late;

    /** One more window; {@code read} unless its scrape is missing. */
    void next(List<Tally> tallies, List<Long> slow, boolean read) {
        late = missed;
        instances = late ? tallies(instances, tallies) : tallies;
        slower = late ? longs(slower, slow) : slow;
        missed = !read;
    }

    /** The counters began anew: what was not read is lost. */
    void lose() {
        missed = false;
    }

    /** Whether there is a reading now. */
    boolean fresh() {
        return !missed;
    }

    /** Whether windows before this one were missed. */
    boolean late() {
        return late;
    }

    /** What was counted since the reading before. */
    List<Tally> instances() {
        return instances;
    }

    /** Requests that took longer than each bound; empty where times are not counted. */
    List<Long> slower() {
        return slower;
    }

    private static List<Tally> tallies(List<Tally> before, List<Tally> now) {
        List<Tally> sums = new ArrayList<>(now.size());
        for (int i = 0; i < now.size(); i++) {
            sums.add(before.get(i).plus(now.get(i)));
        }
        return sums;
    }

    private static List<Long> longs(List<Long> before, List<Long> now) {
        List<Long> sums = new ArrayList<>(now.size());
        for (int i = 0; i < now.size(); i++) {
            sums.add(before.get(i) + now.get(i));
        }
        return sums;
    }
}
