package dev.surefoot.judge;

import java.util.List;

/**
 * What one instance did during one window. All numbers are increments, never running totals.
 *
 * @param instance the instance's name, unique within its arm
 * @param requests requests finished in the window
 * @param errors how many of them failed
 * @param slower for each latency boundary of the plan, how many of the requests took longer
 * @param events for each event of the plan, k of n
 * @param fresh its counters were read for this very window; if not, the lists may be empty
 * @param vitals readiness, restarts, limits
 */
public record Counts(
        String instance,
        long requests,
        long errors,
        List<Long> slower,
        List<Trials> events,
        boolean fresh,
        Vitals vitals) {
    /** k of n; for example 3 of 50 carts were left. */
    public record Trials(long hits, long trials) {}

    /** Copies the lists; what they say is checked when the window is judged. */
    public Counts {
        slower = List.copyOf(slower);
        events = List.copyOf(events);
    }

    /** A ready instance with fresh counters that neither restarted nor ran out of memory. */
    public static Counts of(String instance, long requests, long errors) {
        return new Counts(instance, requests, errors, List.of(), List.of(), true, Vitals.READY);
    }

    /** These counts, with how many requests took longer than each boundary. */
    public Counts withSlower(List<Long> counts) {
        return new Counts(instance, requests, errors, counts, events, fresh, vitals);
    }

    /** These counts, with k of n of each event. */
    public Counts withEvents(List<Trials> counts) {
        return new Counts(instance, requests, errors, slower, counts, fresh, vitals);
    }

    /** These counts of an instance in another condition. */
    public Counts with(Vitals other) {
        return new Counts(instance, requests, errors, slower, events, fresh, other);
    }

    /** The last known counts of an instance that was not read for this window. */
    public Counts stale() {
        return new Counts(instance, requests, errors, slower, events, false, vitals);
    }

    void check(RefusedWindow.Place at, Metrics metrics) {
        if (requests < 0) {
            throw at.refused(".requests", requests, "at least 0");
        }
        if (errors < 0) {
            throw at.refused(".errors", errors, "at least 0");
        }
        if (errors > requests) {
            throw at.refused(".errors", errors, "at most requests = " + requests);
        }
        checkLength(at, ".slower.size", slower.size(), metrics.bounds());
        checkLength(at, ".events.size", events.size(), metrics.events().size());
        checkSlower(at);
        checkEvents(at);
        vitals.check(at);
    }

    private void checkSlower(RefusedWindow.Place at) {
        long before = requests;
        for (int i = 0; i < slower.size(); i++) {
            long count = slower.get(i);
            if (count < 0) {
                throw at.refused(".slower[" + i + "]", count, "at least 0");
            }
            if (count > before) {
                throw at.refused(
                        ".slower[" + i + "]", count, "at most what took longer before, " + before);
            }
            before = count;
        }
    }

    private void checkEvents(RefusedWindow.Place at) {
        for (int i = 0; i < events.size(); i++) {
            Trials count = events.get(i);
            if (count.trials() < 0 || count.trials() > Window.MOST_REQUESTS) {
                throw at.refused(
                        ".events[" + i + "].trials",
                        count.trials(),
                        "from 0 to " + Window.MOST_REQUESTS);
            }
            if (count.hits() < 0 || count.hits() > count.trials()) {
                throw at.refused(
                        ".events[" + i + "].hits",
                        count.hits(),
                        "from 0 to trials = " + count.trials());
            }
        }
    }

    private void checkLength(RefusedWindow.Place at, String what, int seen, int wanted) {
        if (seen != wanted && (fresh || seen != 0)) {
            throw at.refused(what, seen, wanted + ", as the plan has it");
        }
    }
}
