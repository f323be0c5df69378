package dev.surefoot.server.promotion;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.artifact.ArtifactFiles;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether an artifact's bytes still give its digest, without making a look wait for gigabytes.
 *
 * <p>Hashing goes on beside the looks, one at a time for each digest; what it gave counts for one
 * look, the first that asks after its end. A file that was found broken is not read again until it
 * has changed. Safe for use by many threads.
 */
final class Bytes {
    private static final Logger LOG = LoggerFactory.getLogger(Bytes.class);

    /** Enough for what is hashed in no time, and little beside a lease. */
    private static final Duration MOST_WAIT = Duration.ofMillis(500);

    /** What was found, and of which file. */
    private record Found(boolean intact, Optional<Stamp> file) {}

    /** Differs whenever the file was replaced or written to. */
    private record Stamp(long size, long modified, String key) {}

    private final ArtifactFiles files;
    private final Hash hash;
    private final Map<Digest, CompletableFuture<Found>> running = new ConcurrentHashMap<>();
    private final Map<Digest, Stamp> broken = new ConcurrentHashMap<>();

    Bytes(ArtifactFiles files) {
        this(files, files::intact);
    }

    /**
     * @param hash reads everything
     */
    Bytes(ArtifactFiles files, Hash hash) {
        this.files = files;
        this.hash = hash;
    }

    /** Reads all of an artifact. */
    interface Hash {
        /** Whether the bytes are there and give their digest. */
        boolean intact(Digest digest) throws IOException;
    }

    /** Whether there is a file at all. */
    boolean present(Digest digest) {
        return Files.isRegularFile(files.path(digest));
    }

    /** Whether the bytes are intact; empty while they are still read: ask again. */
    Optional<Boolean> intact(Digest digest) {
        Optional<Stamp> now = stamp(digest);
        if (now.isEmpty()) {
            return Optional.of(false);
        }
        if (now.get().equals(broken.get(digest))) {
            return Optional.of(false);
        }
        CompletableFuture<Found> read =
                running.computeIfAbsent(
                        digest,
                        it ->
                                CompletableFuture.supplyAsync(
                                        () -> read(it), Thread::startVirtualThread));
        try {
            Found found = read.get(MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            running.remove(digest, read);
            found.file().filter(it -> !found.intact()).ifPresent(it -> broken.put(digest, it));
            return Optional.of(found.intact());
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            LOG.warn("the bytes of {} could not be read; they are read again", digest, e);
            running.remove(digest, read);
            return Optional.of(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Found read(Digest digest) {
        Optional<Stamp> before = stamp(digest);
        try {
            return new Found(hash.intact(digest), before);
        } catch (IOException e) {
            LOG.warn("the bytes of {} can't be read", digest, e);
            return new Found(false, Optional.empty());
        }
    }

    private Optional<Stamp> stamp(Digest digest) {
        try {
            BasicFileAttributes file =
                    Files.readAttributes(files.path(digest), BasicFileAttributes.class);
            return file.isRegularFile()
                    ? Optional.of(
                            new Stamp(
                                    file.size(),
                                    file.lastModifiedTime().toMillis(),
                                    String.valueOf(file.fileKey())))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
