package dev.surefoot.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} claims; see PostgreSQL's {@code miscadmin.h}, "LOCK_FILE_LINE_…".
 *
 * @param pid the process that wrote it
 * @param directory the data directory, as that process named it
 * @param started when that process began, to the second
 * @param port 0 while the file is still being written
 * @param status {@code starting}, {@code ready}, {@code standby} or {@code stopping}; empty early
 */
record PidFile(long pid, String directory, Instant started, int port, String status) {
    private static final int DIRECTORY = 1;
    private static final int STARTED = 2;
    private static final int PORT = 3;
    private static final int STATUS = 7;

    /** Above what any kernel gives out, so no process has it, yet it is one to PostgreSQL. */
    private static final String NOBODY = "2147483647";

    /** The file's content; empty if there is none or its first lines are not (yet) whole. */
    static Optional<PidFile> read(Path file) throws IOException {
        List<String> lines;
        try {
            lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() <= STARTED) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new PidFile(
                            // A single-user backend writes its pid negated.
                            Math.abs(Long.parseLong(lines.getFirst().strip())),
                            lines.get(DIRECTORY),
                            Instant.ofEpochSecond(Long.parseLong(lines.get(STARTED).strip())),
                            lines.size() > PORT ? Integer.parseInt(lines.get(PORT).strip()) : 0,
                            lines.size() > STATUS ? lines.get(STATUS).strip() : ""));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Takes the pid, which is a zombie's or now another program's, out of the file and leaves the
     * rest.
     *
     * <p>INVARIANT: the file is never deleted by us. Its shared memory key is how PostgreSQL finds
     * backends that outlived their postmaster; without it a second postmaster could write beside
     * them. With a pid that nobody has, PostgreSQL makes that check and then clears the file away.
     */
    static void disown(Path file) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
        lines.set(0, NOBODY);
        Path next = file.resolveSibling("postmaster.pid.next");
        Files.deleteIfExists(next);
        Files.createFile(next, Layout.PRIVATE_FILE);
        Files.write(next, lines, StandardCharsets.ISO_8859_1);
        Files.setAttribute(next, "unix:uid", Files.getAttribute(file, "unix:uid"));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
