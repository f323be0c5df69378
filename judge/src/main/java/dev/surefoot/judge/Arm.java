package dev.surefoot.judge;

import dev.surefoot.judge.Evidence.Tally;

import java.util.ArrayList;
import java.util.List;

/**
 * One arm's instances, summed: the verdict looks at the whole slot, not at its instances. Only
 * fresh counters are summed.
 *
 * @param cuts trials and events: errors, requests slower than each boundary, events of the plan
 * @param fresh at least one instance's counters were read for this window
 * @param timed the durations of at least one of those count
 * @param instances how many were reported
 * @param unready how many of them were not ready
 * @param restarts restarts of all
 * @param oomKills kills for memory of all
 * @param limitUse the highest use of a limit
 */
record Arm(
        List<Tally> cuts,
        boolean fresh,
        boolean timed,
        int instances,
        int unready,
        long restarts,
        long oomKills,
        double limitUse) {
    static Arm of(List<Counts> all, Metrics metrics) {
        boolean fresh = false;
        boolean timed = false;
        int unready = 0;
        long restarts = 0;
        long oomKills = 0;
        double limitUse = 0;
        for (Counts counts : all) {
            fresh |= counts.fresh();
            timed |= counts.fresh() && counts.timed();
            unready += counts.vitals().ready() ? 0 : 1;
            restarts += counts.vitals().restarts();
            oomKills += counts.vitals().oomKills();
            limitUse = Math.max(limitUse, counts.vitals().limitUse());
        }
        return new Arm(
                cuts(all, metrics),
                fresh,
                timed,
                all.size(),
                unready,
                restarts,
                oomKills,
                limitUse);
    }

    /** The same without latency, for a window in which the other arm has none. */
    Arm untimed(Metrics metrics) {
        List<Tally> other = new ArrayList<>(cuts);
        for (int i = 1; i <= metrics.bounds(); i++) {
            other.set(i, Tally.NONE);
        }
        return new Arm(other, fresh, false, instances, unready, restarts, oomKills, limitUse);
    }

    private static List<Tally> cuts(List<Counts> all, Metrics metrics) {
        long requests = 0;
        long errors = 0;
        for (Counts counts : all) {
            requests += counts.fresh() ? counts.requests() : 0;
            errors += counts.fresh() ? counts.errors() : 0;
        }
        Tally first = new Tally(requests, errors);
        if (metrics.bounds() == 0 && metrics.events().isEmpty()) {
            return List.of(first);
        }
        List<Tally> cuts = new ArrayList<>();
        cuts.add(first);
        for (int i = 0; i < metrics.bounds(); i++) {
            Tally sum = Tally.NONE;
            for (Counts counts : all) {
                if (counts.fresh() && counts.timed()) {
                    sum = sum.plus(new Tally(counts.requests(), counts.slower().get(i)));
                }
            }
            cuts.add(sum);
        }
        for (int i = 0; i < metrics.events().size(); i++) {
            Tally sum = Tally.NONE;
            for (Counts counts : all) {
                if (counts.fresh()) {
                    Counts.Trials own = counts.events().get(i);
                    sum = sum.plus(new Tally(own.trials(), own.hits()));
                }
            }
            cuts.add(sum);
        }
        return cuts;
    }

    /** Requests and errors. */
    Tally tally() {
        return cuts.getFirst();
    }

    /** How many instances are ready. */
    int ready() {
        return instances - unready;
    }

    /** More than half of the instances are ready. */
    boolean mostlyReady() {
        return 2 * unready < instances;
    }

    /** Somebody was asked. */
    boolean reported() {
        return instances > 0;
    }
}
