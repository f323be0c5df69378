package dev.surefoot.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processes of a data directory: those that name it on their command line or work in it. By
 * {@code /proc}, since {@link ProcessHandle} cuts long command lines; elsewhere by {@code ps}.
 */
final class OwnProcesses {
    private static final Path PROC = Path.of("/proc");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String directory;

    OwnProcesses(Path directory) {
        this.directory = directory.toString();
    }

    /** One process. */
    record Found(long pid, String command) {
        /** The argument after {@code name}; empty if there is none. */
        String argument(String name) {
            List<String> words = List.of(command.split(" ", -1));
            int at = words.indexOf(name);
            return at < 0 || at + 1 == words.size() ? "" : words.get(at + 1);
        }
    }

    /** Those that run now. */
    List<Found> running() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .flatMap(process -> found(process.pid()))
                .toList();
    }

    /** The instances of services among them. */
    List<Found> instances() {
        return running().stream().filter(it -> it.command().contains(" -jar ")).toList();
    }

    /** Kills all of them at once with {@code kill -9} and waits until they are gone. */
    void kill() {
        List<Found> last = running();
        // Killed from the top: a server that lives sees the others die, and starts them again.
        last.stream().filter(it -> it.command().contains(" serve ")).forEach(OwnProcesses::kill);
        last.forEach(OwnProcesses::kill);
        awaitNone();
    }

    /** Waits until none is left; fails naming those that stay. */
    void awaitNone() {
        Await.until(() -> "the end of " + running(), PATIENCE, () -> running().isEmpty());
    }

    private static void kill(Found found) {
        ProcessHandle.of(found.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private Stream<Found> found(long pid) {
        String command = command(pid);
        boolean ours = command.contains(directory) || workingDirectory(pid).startsWith(directory);
        return ours ? Stream.of(new Found(pid, command)) : Stream.empty();
    }

    private static String command(long pid) {
        if (!Files.isDirectory(PROC)) {
            return ps(pid);
        }
        try {
            byte[] raw = Files.readAllBytes(PROC.resolve(pid + "/cmdline"));
            return new String(raw, StandardCharsets.UTF_8).replace('\0', ' ').strip();
        } catch (IOException e) {
            return ""; // It has ended meanwhile.
        }
    }

    private static String workingDirectory(long pid) {
        try {
            return Files.readSymbolicLink(PROC.resolve(pid + "/cwd")).toString();
        } catch (IOException e) {
            return ""; // It has ended meanwhile, or belongs to somebody else.
        }
    }

    private static String ps(long pid) {
        try {
            Process ps =
                    new ProcessBuilder("ps", "-ww", "-o", "args=", "-p", Long.toString(pid))
                            .start();
            return new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("no /proc and no ps on this machine", e);
        }
    }
}
