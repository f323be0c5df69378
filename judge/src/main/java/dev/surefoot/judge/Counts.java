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
 * @param timed its durations count; if not, {@code slower} may be empty, and latency leaves its
 *     requests out: they are neither slow nor quick
 * @param vitals readiness, restarts, limits
 */
public record Counts(
        String instance,
        long requests,
        long errors,
        List<Long> slower,
        List<Trials> events,
        boolean fresh,
        boolean timed,
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
        return new Counts(
                instance, requests, errors, List.of(), List.of(), true, true, Vitals.READY);
    }

    /** These counts, with how many requests took longer than each boundary. */
    public Counts withSlower(List<Long> counts) {
        return new Counts(instance, requests, errors, counts, events, fresh, timed, vitals);
    }

    /** These counts, with k of n of each event. */
    public Counts withEvents(List<Trials> counts) {
        return new Counts(instance, requests, errors, slower, counts, fresh, timed, vitals);
    }

    /** These counts of an instance in another condition. */
    public Counts with(Vitals other) {
        return new Counts(instance, requests, errors, slower, events, fresh, timed, other);
    }

    /** The last known counts of an instance that was not read for this window. */
    public Counts stale() {
        return new Counts(instance, requests, errors, slower, events, false, timed, vitals);
    }

    /**
     * These counts of an instance whose durations do not count in this window: it warms up, or
     * nobody can say. Whether it is must not hang on how its requests went.
     */
    public Counts untimed() {
        return new Counts(instance, requests, errors, List.of(), events, fresh, false, vitals);
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
        if (slower.size() != metrics.bounds() && (!slower.isEmpty() || (fresh && timed))) {
            throw at.refused(".slower.size", slower.size(), wanted(metrics.bounds()));
        }
        if (events.size() != metrics.events().size() && (!events.isEmpty() || fresh)) {
            throw at.refused(".events.size", events.size(), wanted(metrics.events().size()));
        }
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

    private static String wanted(int size) {
        return size + ", as the plan has it";
    }
}
