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

    /** Possible errors of a ready instance where nothing else is compared: not to be refused. */
    boolean plain(Metrics metrics) {
        return errors >= 0
                && errors <= requests
                && slower.isEmpty()
                && metrics.bounds() == 0
                && events.isEmpty()
                && metrics.events().isEmpty()
                && vitals.equals(Vitals.READY);
    }

    void check(String path, Metrics metrics) {
        RefusedWindow.unless(requests >= 0, path + ".requests", requests, "at least 0");
        RefusedWindow.unless(errors >= 0, path + ".errors", errors, "at least 0");
        RefusedWindow.unless(
                errors <= requests, path + ".errors", errors, "at most requests = " + requests);
        checkSlower(path + ".slower", metrics.bounds());
        checkEvents(path + ".events", metrics.events().size());
        vitals.check(path + ".vitals");
    }

    private void checkSlower(String path, int wanted) {
        checkLength(path, slower.size(), wanted);
        long before = requests;
        for (int i = 0; i < slower.size(); i++) {
            long count = slower.get(i);
            String at = path + "[" + i + "]";
            RefusedWindow.unless(count >= 0, at, count, "at least 0");
            RefusedWindow.unless(
                    count <= before, at, count, "at most what took longer before, " + before);
            before = count;
        }
    }

    private void checkEvents(String path, int wanted) {
        checkLength(path, events.size(), wanted);
        for (int i = 0; i < events.size(); i++) {
            Trials count = events.get(i);
            String at = path + "[" + i + "]";
            RefusedWindow.unless(
                    count.trials() >= 0 && count.trials() <= Window.MOST_REQUESTS,
                    at + ".trials",
                    count.trials(),
                    "from 0 to " + Window.MOST_REQUESTS);
            RefusedWindow.unless(
                    count.hits() >= 0 && count.hits() <= count.trials(),
                    at + ".hits",
                    count.hits(),
                    "from 0 to trials = " + count.trials());
        }
    }

    private void checkLength(String path, int seen, int wanted) {
        RefusedWindow.unless(
                seen == wanted || (!fresh && seen == 0),
                path + ".size",
                seen,
                wanted + ", as the plan has it");
    }
}
