package dev.surefoot.server.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends a process and its whole group: TERM, a grace period, KILL, and a look whether it is gone.
 *
 * <p>INVARIANT: no signal goes to a group whose leader began at another instant than the one given.
 */
public final class Termination {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private Termination() {}

    /**
     * Ends {@code leader}'s group. Blocks at most {@code grace} and some seconds.
     *
     * @return whether nothing of it is left
     */
    public static boolean end(ProcessId leader, Duration grace) {
        return gone(leader)
                || (signal(leader, "TERM") && goneWithin(leader, grace))
                || (signal(leader, "KILL") && goneWithin(leader, AFTER_KILL))
                || gone(leader);
    }

    /** Whether the leader and everything in its group have ended. */
    public static boolean gone(ProcessId leader) {
        if (leader.isAlive()) {
            return false;
        }
        if (strangerHasPid(leader)) {
            return true; // a pid is given out anew only when its old group is empty
        }
        return ProcessTable.host().group(leader.pid()).stream().noneMatch(ProcessTable.Row::alive);
    }

    private static boolean strangerHasPid(ProcessId leader) {
        Optional<ProcessTable.Row> now = ProcessTable.host().find(leader.pid());
        return now.isPresent() && !now.get().mark().equals(leader.mark());
    }

    private static boolean goneWithin(ProcessId leader, Duration limit) {
        long start = System.nanoTime();
        while (!gone(leader)) {
            if (System.nanoTime() - start >= limit.toNanos() || Thread.interrupted()) {
                return false;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return true;
    }

    /** The shell's own kill: the JDK knows no groups, and kill(1) is not installed everywhere. */
    private static boolean signal(ProcessId leader, String name) {
        if (strangerHasPid(leader)) {
            return false;
        }
        try {
            new ProcessBuilder(
                            "sh",
                            "-c",
                            "kill -s \"$1\" -- \"-$2\"",
                            "surefoot-kill",
                            name,
                            Long.toString(leader.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run sh to end process " + leader.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
