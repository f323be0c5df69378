package dev.surefoot.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Who holds a data directory. A pid alone proves nothing, for pids are given out again: the
 * process's program, working directory (a postmaster's is its data directory), owner and start
 * instant are compared with the pid file and the directory.
 */
sealed interface Holder {
    /** Start instants come from clocks of a second's resolution, one of them from boot time. */
    Duration TOLERANCE = Duration.ofSeconds(5);

    /** There is no pid file. */
    record Nobody() implements Holder {}

    /**
     * The process of the pid file is gone, or a zombie; to PostgreSQL a zombie is alive, so it
     * would not clear such a file away by itself.
     */
    record Dead(long pid) implements Holder {}

    /** The pid is now another program's. */
    record Stranger(long pid, String program) implements Holder {}

    /** A postmaster of this directory, by all that can be seen from outside. */
    record Postmaster(PidFile file) implements Holder {}

    /** A PostgreSQL that may be this directory's; only its answer can tell. */
    record Unclear(PidFile file, String why) implements Holder {}

    static Holder of(Path data) throws IOException {
        Optional<PidFile> file = PidFile.read(data.resolve("postmaster.pid"));
        return file.isEmpty() ? new Nobody() : of(file.get(), data);
    }

    private static Holder of(PidFile file, Path data) throws IOException {
        Optional<Running> found = Running.find(file.pid());
        if (found.isEmpty()) {
            return new Dead(file.pid());
        }
        Running process = found.get();
        if (!process.program().startsWith("postgres") && !process.program().isEmpty()) {
            return new Stranger(file.pid(), process.program());
        }
        String owner = Files.getOwner(data).getName();
        if (!process.user().isEmpty() && !process.user().equals(owner)) {
            return new Stranger(file.pid(), "a program of user " + process.user());
        }
        if (process.folder().isPresent() && !isSame(process.folder().get(), data)) {
            return new Stranger(file.pid(), "PostgreSQL in " + process.folder().get());
        }
        if (process.folder().isEmpty() && !isSame(Path.of(file.directory()), data)) {
            return new Unclear(file, "its pid file names " + file.directory());
        }
        return process.startedWithin(file.started(), TOLERANCE)
                ? new Postmaster(file)
                : new Unclear(
                        file,
                        "it began at "
                                + process.start().map(Object::toString).orElse("an unknown time")
                                + " while its pid file says "
                                + file.started());
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }
}
