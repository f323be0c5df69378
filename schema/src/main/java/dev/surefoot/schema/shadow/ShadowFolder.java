package dev.surefoot.schema.shadow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of an embedded shadow. Its name says which process it belongs to, by number and start,
 * so that what a killed process left behind is found and removed by the next one.
 */
final class ShadowFolder {
    private static final Pattern NAME = Pattern.compile("surefoot-shadow-(\\d+)-(\\d+)-.*");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ShadowFolder() {}

    static Path make() {
        ProcessHandle self = ProcessHandle.current();
        try {
            return Files.createTempDirectory(
                    "surefoot-shadow-" + self.pid() + "-" + started(self) + "-");
        } catch (IOException e) {
            throw new ShadowFailure(
                    "no folder for the shadow in "
                            + parent()
                            + ": "
                            + e
                            + "; make room there, or name another with -Djava.io.tmpdir",
                    e);
        }
    }

    /** Ends the servers and removes the folders of processes that are gone. */
    static void sweep() {
        sweep(parent());
    }

    static void sweep(Path parent) {
        try (Stream<Path> all = Files.list(parent)) {
            for (Path each : all.filter(ShadowFolder::abandoned).toList()) {
                end(each);
                delete(each);
            }
        } catch (IOException | UncheckedIOException | ShadowFailure _) {
            // Another's, or being removed by another process right now: not needed for our work.
        }
    }

    private static Path parent() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static boolean abandoned(Path folder) {
        Matcher matcher = NAME.matcher(folder.getFileName().toString());
        if (!matcher.matches() || !Files.isDirectory(folder)) {
            return false;
        }
        Optional<ProcessHandle> owner = ProcessHandle.of(Long.parseLong(matcher.group(1)));
        return owner.isEmpty() || started(owner.get()) != Long.parseLong(matcher.group(2));
    }

    /** Stops the server that runs on a folder; only a process that names the folder is one. */
    private static void end(Path folder) throws IOException {
        Path file = folder.resolve("data").resolve("postmaster.pid");
        if (!Files.isReadable(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d+")) {
            return;
        }
        ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> runsOn(process, folder))
                .ifPresent(ShadowFolder::stop);
    }

    private static boolean runsOn(ProcessHandle process, Path folder) {
        return process.info().commandLine().orElse("").contains(folder.toString());
    }

    private static void stop(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ShadowFailure("folder " + directory + " was not deleted: " + e, e);
        }
    }
}
