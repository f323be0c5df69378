package dev.surefoot.postgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The server's log: files of 8 MB, of which the newest five are kept. PostgreSQL rolls them over
 * but deletes none, so we do, at each start and every ten minutes while we hold the server. A
 * server that nobody holds has no clients and next to nothing to say.
 */
final class LogFolder {
    static final int TAIL_CHARS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(LogFolder.class);
    private static final int KEPT = 5;
    private static final long MINUTES = 10;

    private LogFolder() {}

    /** What the server said last: of its first moments, and after it opened its log. */
    static String tail(Path folder) throws IOException {
        StringBuilder text = new StringBuilder(end(startup(folder)));
        List<Path> files = files(folder);
        if (!files.isEmpty()) {
            text.append(end(files.getLast()));
        }
        return text.toString().strip();
    }

    /** Where the server writes before it has opened its log. */
    static Path startup(Path folder) {
        return folder.resolve("startup.log");
    }

    /** Deletes all but the newest files. */
    static void prune(Path folder) throws IOException {
        List<Path> files = files(folder);
        for (Path file : files.subList(0, Math.max(0, files.size() - KEPT))) {
            Files.deleteIfExists(file);
        }
    }

    /** Prunes until the latch opens. */
    static void keepPruned(Path folder, CountDownLatch end) {
        Thread.ofVirtual()
                .name("surefoot-postgres-log")
                .start(
                        () -> {
                            try {
                                while (!end.await(MINUTES, TimeUnit.MINUTES)) {
                                    pruneOrSay(folder);
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    private static void pruneOrSay(Path folder) {
        try {
            prune(folder);
        } catch (IOException e) {
            LOG.warn("Old PostgreSQL logs in {} cannot be deleted; they will grow", folder, e);
        }
    }

    /** The files of the log, oldest first: their names are times. */
    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().startsWith("postgresql-"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private static String end(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return text.substring(Math.max(0, text.length() - TAIL_CHARS));
    }
}
