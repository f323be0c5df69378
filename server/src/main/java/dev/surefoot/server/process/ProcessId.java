package dev.surefoot.server.process;

import java.util.Optional;

/**
 * One process, and no other that may get the same pid later.
 *
 * @param mark when it began, exact enough that no two processes with one pid share it: on Linux the
 *     boot's id and the kernel's ticks since that boot, elsewhere what {@code ps} prints. Not the
 *     JDK's start instant: that one moves when somebody sets the clock, and then our own process
 *     would look like a stranger.
 */
public record ProcessId(long pid, String mark) {
    /** The living process that has {@code pid} now; empty if none, or only its corpse. */
    public static Optional<ProcessId> of(long pid) {
        return ProcessTable.host()
                .find(pid)
                .filter(ProcessTable.Row::alive)
                .map(row -> new ProcessId(pid, row.mark()));
    }

    /** Whether this very process still runs. Never waits. */
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }
}
