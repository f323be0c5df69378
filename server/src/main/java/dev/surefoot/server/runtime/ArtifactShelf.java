package dev.surefoot.server.runtime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Read-only copies of artifacts, named by their digest: the files that processes are started from.
 * Safe for use by many threads.
 *
 * <p>Guarantee: {@link At} names a file whose bytes had the digest during this very call. A copy
 * that was tampered with is replaced from the store, whose bytes are hashed on the way.
 */
final class ArtifactShelf {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactShelf.class);
    private static final String PREFIX = "sha256:";

    private final Path directory;

    ArtifactShelf(Path directory) {
        this.directory = directory;
    }

    /** What came of {@link #fetch}. */
    sealed interface Fetched {}

    /** Here it is. */
    record At(Path file) implements Fetched {}

    /** It is not to be started. */
    record Not(Refusal refusal) implements Fetched {}

    /** The file to start for {@code digest}, copied from {@code source} unless it is here. */
    Fetched fetch(Path source, String digest) {
        Path file = directory.resolve(digest.substring(PREFIX.length()));
        try {
            if (Files.isRegularFile(file)) {
                String seen = hash(file, OutputStream.nullOutputStream());
                if (seen.equals(digest)) {
                    return new At(file);
                }
                LOG.warn("{} was changed, it now has digest {}; copying it again", file, seen);
            }
            return copy(source, digest, file);
        } catch (IOException e) {
            return new Not(new Refusal.ArtifactUnreadable(source, String.valueOf(e)));
        }
    }

    private Fetched copy(Path source, String digest, Path file) throws IOException {
        Files.createDirectories(directory);
        Path part = Files.createTempFile(directory, "part-", "");
        try {
            String seen;
            try (OutputStream out = Files.newOutputStream(part)) {
                seen = hash(source, out);
            }
            if (!seen.equals(digest)) {
                return new Not(new Refusal.DigestMismatch(source, digest, seen));
            }
            // Executable, since a command may be the artifact itself.
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("r-xr-xr-x"));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return new At(file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String hash(Path source, OutputStream copy) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream in = Files.newInputStream(source);
                DigestOutputStream out = new DigestOutputStream(copy, sha256)) {
            in.transferTo(out);
        }
        return PREFIX + HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
