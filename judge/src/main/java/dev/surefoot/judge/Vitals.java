package dev.surefoot.judge;

/**
 * How one instance is, apart from what it served.
 *
 * @param ready its readiness probe's last answer; an instance whose probe could not be made is left
 *     out of the window, for an unknown answer is no evidence
 * @param restarts times it was started again during the window
 * @param oomKills times it was killed for memory during the window
 * @param limitUse how much of its tightest limit (memory, files, threads) it uses, 1 is all; 0
 *     where nobody knows
 */
public record Vitals(boolean ready, int restarts, int oomKills, double limitUse) {
    /** Ready, never restarted, nothing known of its limits. */
    public static final Vitals READY = new Vitals(true, 0, 0, 0);

    void check(String path) {
        RefusedWindow.unless(restarts >= 0, path + ".restarts", restarts, "at least 0");
        RefusedWindow.unless(oomKills >= 0, path + ".oomKills", oomKills, "at least 0");
        RefusedWindow.unless(
                limitUse >= 0 && limitUse <= 1_000, path + ".limitUse", limitUse, "from 0 to 1000");
    }
}
