package dev.surefoot.testkit;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Foreign test data: what others wrote and we must agree with. Found in {@code $SUREFOOT_VECTORS},
 * else in {@code ../shared/vectors} beside the project. Without it a test is skipped by name; a
 * file that is missing from the folder, or differs from its {@code MANIFEST.tsv}, fails the test.
 */
public final class Vectors {
    private static final Map<Path, Map<String, String>> MANIFESTS = new ConcurrentHashMap<>();

    private Vectors() {}

    /** The folder of one set, for example {@code reports}; skips the running test without it. */
    public static Path set(String name) {
        Path root = root();
        Assumptions.assumeTrue(
                Files.isDirectory(root),
                "foreign test data not found: set SUREFOOT_VECTORS or put it at ../shared/vectors"
                        + " (set: "
                        + name
                        + ")");
        return root.resolve(name);
    }

    /** The bytes of one file of a set, checked against the manifest. */
    public static byte[] read(String set, String file) {
        Path path = set(set).resolve(file);
        try {
            byte[] bytes = Files.readAllBytes(path);
            String name = set + "/" + file;
            String expected = MANIFESTS.computeIfAbsent(root(), Vectors::manifest).get(name);
            String actual = sha256(bytes);
            if (!actual.equals(expected)) {
                throw new AssertionError(
                        name + " has SHA-256 " + actual + ", MANIFEST.tsv says " + expected);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("foreign test data is incomplete: " + path, e);
        }
    }

    private static Path root() {
        String configured = System.getenv("SUREFOOT_VECTORS");
        return configured == null
                ? ProjectRoot.find().resolve("../shared/vectors").normalize()
                : Path.of(configured);
    }

    private static Map<String, String> manifest(Path root) {
        try (var lines = Files.lines(root.resolve("MANIFEST.tsv"))) {
            return lines.skip(1)
                    .map(line -> line.split("\t", -1))
                    .collect(Collectors.toMap(row -> row[0], row -> row[2]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
