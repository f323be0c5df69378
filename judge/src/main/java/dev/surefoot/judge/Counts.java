package dev.surefoot.judge;

/**
 * What one instance did during one window. All numbers are increments, never running totals.
 *
 * @param instance the instance's name, unique within its arm
 * @param requests requests finished in the window
 * @param errors how many of them failed
 * @param ready its readiness probe's last answer; an instance whose probe could not be made is left
 *     out of the window, for an unknown answer is no evidence
 * @param fresh its counters were read for this very window
 * @param restarts times it was started again
 * @param oomKills times it was killed for memory
 */
public record Counts(
        String instance,
        long requests,
        long errors,
        boolean ready,
        boolean fresh,
        int restarts,
        int oomKills) {
    /** A ready instance with fresh counters that neither restarted nor ran out of memory. */
    public static Counts of(String instance, long requests, long errors) {
        return new Counts(instance, requests, errors, true, true, 0, 0);
    }

    void check(String path) {
        RefusedWindow.unless(requests >= 0, path + ".requests", requests, "at least 0");
        RefusedWindow.unless(errors >= 0, path + ".errors", errors, "at least 0");
        RefusedWindow.unless(
                errors <= requests, path + ".errors", errors, "at most requests = " + requests);
        RefusedWindow.unless(restarts >= 0, path + ".restarts", restarts, "at least 0");
        RefusedWindow.unless(oomKills >= 0, path + ".oomKills", oomKills, "at least 0");
    }
}
