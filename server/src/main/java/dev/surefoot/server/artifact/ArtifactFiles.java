package dev.surefoot.server.artifact;

import dev.surefoot.evidence.Digest;

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
 * The bytes of artifacts, one read-only file a digest.
 *
 * <p>Guarantees: a file appears under a digest only after its bytes were hashed while written and
 * gave that digest; a transfer that breaks leaves nothing behind.
 */
public final class ArtifactFiles {
    private final Path directory;

    public ArtifactFiles(Path directory) {
        this.directory = directory;
    }

    /** Where the bytes of {@code digest} lie, or would lie. */
    public Path path(Digest digest) {
        return directory.resolve(digest.algorithm()).resolve(digest.hex());
    }

    /** Whether bytes are there and still give the digest. */
    public boolean intact(Digest digest) throws IOException {
        Path file = path(digest);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return hash(digest, in, OutputStream.nullOutputStream()).hex().equals(digest.hex());
        }
    }

    /**
     * Stores {@code bytes} if they give {@code expected}.
     *
     * @return what they gave, and how many they were
     * @throws IOException if reading or writing breaks; nothing is left behind
     */
    public Received receive(Digest expected, InputStream bytes) throws IOException {
        Path target = path(expected);
        Files.createDirectories(target.getParent());
        Path draft = Files.createTempFile(target.getParent(), "upload", ".part");
        try {
            Digest actual;
            try (OutputStream out = Files.newOutputStream(draft)) {
                actual = hash(expected, bytes, out);
            }
            long size = Files.size(draft);
            if (actual.equals(expected) && size > 0) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("r--r--r--"));
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return new Received(actual, size);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** What arrived: compare {@code actual} with what was announced. */
    public record Received(Digest actual, long size) {}

    private static Digest hash(Digest like, InputStream in, OutputStream out) throws IOException {
        try {
            String algorithm = like.algorithm().equals("sha512") ? "SHA-512" : "SHA-256";
            MessageDigest hash = MessageDigest.getInstance(algorithm);
            try (DigestOutputStream tee = new DigestOutputStream(out, hash)) {
                in.transferTo(tee);
            }
            return new Digest(like.algorithm(), HexFormat.of().formatHex(hash.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256 and SHA-512", e);
        }
    }
}
