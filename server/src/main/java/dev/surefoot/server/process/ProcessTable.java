package dev.surefoot.server.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the operating system says about its processes. Stateless. */
sealed interface ProcessTable permits ProcTable, PsTable {
    /** The one for this machine: {@code /proc} where it is, else {@code ps}. */
    static ProcessTable host() {
        return Files.isReadable(ProcTable.BOOT_ID)
                ? new ProcTable(Path.of("/proc"))
                : new PsTable();
    }

    /** The row of one pid. */
    Optional<Row> find(long pid);

    /** All rows of a process group. */
    List<Row> group(long group);

    /**
     * One process.
     *
     * @param alive false for one that has ended and whose parent has not noticed
     */
    record Row(long pid, long group, boolean alive, String mark) {}
}
