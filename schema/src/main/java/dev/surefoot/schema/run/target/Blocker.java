package dev.surefoot.schema.run.target;

import java.time.Duration;
import java.util.Locale;

/**
 * A session that others wait for, or that waits.
 *
 * @param application its {@code application_name}; may be empty
 * @param state as {@code pg_stat_activity} has it, for example {@code idle in transaction}
 * @param transactionAge how long its transaction has been open
 * @param queryAge how long ago its last query began
 */
public record Blocker(
        int pid,
        String application,
        String user,
        String state,
        Duration transactionAge,
        Duration queryAge) {

    /** For people. */
    public String shown() {
        return String.format(
                Locale.ROOT,
                "pid %d, %s%s, %s, query %.1f s old, transaction %.1f s old",
                pid,
                application.isEmpty() ? "application unnamed" : "application " + application,
                user.isEmpty() ? "" : ", role " + user,
                state.isEmpty() ? "state unknown" : state,
                queryAge.toMillis() / 1e3,
                transactionAge.toMillis() / 1e3);
    }
}
