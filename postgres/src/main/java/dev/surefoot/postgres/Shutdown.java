package dev.surefoot.postgres;

import java.time.Duration;
import java.util.List;

/**
 * Ends a postmaster by its signals: SIGINT (fast) ends sessions and writes a checkpoint, SIGQUIT
 * (immediate) ends all at once and leaves recovery to the next start. SIGKILL is never sent: it
 * would leave backends behind.
 *
 * @param fast how long the first may take
 * @param immediate how long the second may take; a postmaster waits 5 s for its own children
 */
record Shutdown(Duration fast, Duration immediate) {
    static final Shutdown PATIENT = new Shutdown(Duration.ofSeconds(30), Duration.ofSeconds(15));

    private static final Duration SIGNAL = Duration.ofSeconds(5);

    StopResult of(Running process, Layout layout) {
        long began = System.nanoTime();
        if (!process.lives()) {
            return new StopResult.AlreadyGone();
        }
        Command.Result sent = signal(process, "INT");
        if (gone(process, fast)) {
            return new StopResult.Fast(since(began));
        }
        sent = sent.ok() ? signal(process, "QUIT") : sent;
        if (gone(process, immediate)) {
            return new StopResult.Immediate(since(began));
        }
        return new StopResult.StillRunning(
                process.pid(),
                "PostgreSQL process "
                        + process.pid()
                        + " of "
                        + layout.root()
                        + " did not end within "
                        + fast.plus(immediate)
                        + (sent.ok() ? "" : " (signal: " + sent.output() + ")")
                        + ": see "
                        + layout.log()
                        + ", then end that process");
    }

    /** The shell's own {@code kill}, for a small container may have no other. */
    private static Command.Result signal(Running process, String name) {
        // INVARIANT: never to a pid that now is another program's.
        if (!process.lives()) {
            return new Command.Result(0, "");
        }
        return Command.run(
                List.of("sh", "-c", "kill -" + name + " " + process.pid()), Deadline.in(SIGNAL));
    }

    private static boolean gone(Running process, Duration within) {
        Deadline deadline = Deadline.in(within);
        while (process.lives()) {
            if (!deadline.pause()) {
                return !process.lives();
            }
        }
        return true;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
