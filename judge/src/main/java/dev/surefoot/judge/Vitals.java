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

    void check(RefusedWindow.Place at) {
        if (restarts < 0) {
            throw at.refused(".vitals.restarts", restarts, "at least 0");
        }
        if (oomKills < 0) {
            throw at.refused(".vitals.oomKills", oomKills, "at least 0");
        }
        if (!(limitUse >= 0 && limitUse <= 1_000)) {
            throw at.refused(".vitals.limitUse", limitUse, "from 0 to 1000");
        }
    }
}
