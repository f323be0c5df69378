package dev.surefoot.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that lives, as the operating system shows it. A zombie does not count as living: in a
 * container whose first process reaps nobody, an ended postmaster stays in the table for ever.
 *
 * @param program the file name of its program; empty if that may not be seen
 * @param user the name of its owner; empty if unknown
 * @param folder its working directory; empty where there is no {@code /proc} or it is closed
 * @param start when it began
 */
record Running(
        long pid, String program, String user, Optional<Path> folder, Optional<Instant> start) {

    /** The process of that pid; empty when there is none, or only its remains. */
    static Optional<Running> find(long pid) {
        Optional<ProcessHandle> handle = ProcessHandle.of(pid);
        if (handle.isEmpty() || !handle.get().isAlive() || isZombie(pid)) {
            return Optional.empty();
        }
        ProcessHandle.Info info = handle.get().info();
        return Optional.of(
                new Running(
                        pid,
                        info.command().map(Running::fileName).orElse(""),
                        info.user().orElse(""),
                        folder(pid),
                        info.startInstant()));
    }

    /** Whether this same process, not just its pid, is still there. */
    boolean lives() {
        return find(pid).map(now -> now.start().equals(start)).orElse(false);
    }

    boolean startedWithin(Instant instant, Duration tolerance) {
        return start.map(at -> Duration.between(at, instant).abs().compareTo(tolerance) <= 0)
                .orElse(false);
    }

    private static String fileName(String command) {
        Path name = Path.of(command).getFileName();
        return name == null ? command : name.toString();
    }

    private static Optional<Path> folder(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static boolean isZombie(long pid) {
        Path stat = Path.of("/proc/" + pid + "/stat");
        try {
            // The state follows the name, which is in parentheses and may hold anything.
            String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
            char state = text.charAt(text.lastIndexOf(')') + 2);
            return state == 'Z' || state == 'X';
        } catch (IOException e) {
            return false;
        }
    }
}
