package dev.surefoot.judge;

import dev.surefoot.judge.Evidence.Tally;

import java.util.List;

/**
 * One arm's instances, summed: the verdict looks at the whole slot, not at its instances.
 *
 * @param tally requests and errors of all instances
 * @param fresh at least one instance's counters were read for this window
 * @param instances how many were reported
 * @param unready how many of them were not ready
 * @param restarts restarts of all
 * @param oomKills kills for memory of all
 */
record Arm(Tally tally, boolean fresh, int instances, int unready, long restarts, long oomKills) {
    static Arm of(List<Counts> all) {
        long requests = 0;
        long errors = 0;
        boolean fresh = false;
        int unready = 0;
        long restarts = 0;
        long oomKills = 0;
        for (Counts counts : all) {
            requests += counts.requests();
            errors += counts.errors();
            fresh |= counts.fresh();
            unready += counts.ready() ? 0 : 1;
            restarts += counts.restarts();
            oomKills += counts.oomKills();
        }
        return new Arm(new Tally(requests, errors), fresh, all.size(), unready, restarts, oomKills);
    }

    /** More than half of the instances are ready. */
    boolean ready() {
        return 2 * unready < instances;
    }

    /** Somebody was asked. */
    boolean reported() {
        return instances > 0;
    }
}
