package dev.surefoot.postgres;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The archive of PostgreSQL's programs on our classpath, a tar inside xz, one for each platform.
 *
 * <p>It is unpacked into a folder named after the SHA-256 of its bytes, beside it first and then by
 * a rename: such a folder is whole or absent, and of two processes that unpack at once one wins and
 * the other's copy is dropped. Entries that would leave the folder are refused.
 *
 * @param resource the name of the archive, at the root of the classpath
 */
record BundledArchive(String resource) {
    /** The major version of the bundled programs; a test compares it with what they say. */
    static final int MAJOR = 17;

    private static final int BUFFER = 1 << 16;
    private static final int XZ_MEMORY_KIB = 256 * 1024;

    /** The archive for this operating system and processor. */
    static Attempt<BundledArchive> forThisPlatform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String family = system.startsWith("mac") ? "darwin" : system;
        String processor =
                switch (System.getProperty("os.arch", "")) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64" -> "arm_64";
                    default -> "unknown";
                };
        String name = "/postgres-" + family + "-" + processor + ".txz";
        if (BundledArchive.class.getResource(name) == null) {
            return Attempt.no(
                    Reason.NO_BINARIES,
                    "PostgreSQL "
                            + MAJOR
                            + " is not bundled for "
                            + System.getProperty("os.name")
                            + " on "
                            + System.getProperty("os.arch")
                            + " (no "
                            + name
                            + " on the classpath): "
                            + Trouble.nextStep(Reason.NO_BINARIES));
        }
        return Attempt.ok(new BundledArchive(name));
    }

    /**
     * Gives the folder with {@code bin}, {@code lib} and {@code share}, made if it is not there.
     */
    Attempt<Path> unpack(Path cache) throws IOException {
        Path home = cache.resolve(hash());
        if (Files.isDirectory(home)) {
            return Attempt.ok(home);
        }
        Files.createDirectories(cache);
        Path fresh = Files.createTempDirectory(cache, ".unpacking-");
        try {
            extract(fresh);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another process was faster; what it unpacked has the same hash.
            if (!Files.isDirectory(home)) {
                throw e;
            }
        } finally {
            Layout.delete(fresh);
        }
        return Attempt.ok(home);
    }

    private String hash() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(open(), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private InputStream open() throws IOException {
        InputStream in = BundledArchive.class.getResourceAsStream(resource);
        if (in == null) {
            throw new FileNotFoundException(resource + " is no longer on the classpath");
        }
        return in;
    }

    private void extract(Path target) throws IOException {
        try (var raw = new BufferedInputStream(open(), BUFFER);
                var xz = new XZInputStream(raw, XZ_MEMORY_KIB);
                var tar = new TarArchiveInputStream(xz)) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                extract(tar, entry, target);
            }
        }
    }

    private void extract(InputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path file = inside(target, target.resolve(entry.getName()), entry);
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Path folder = file.getParent();
        Files.createDirectories(folder == null ? target : folder);
        if (entry.isSymbolicLink()) {
            inside(target, file.resolveSibling(entry.getLinkName()), entry);
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isFile() && !entry.isLink()) {
            Files.copy(tar, file);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        } else {
            throw new IOException(
                    resource + ": entry " + entry.getName() + " is no file, folder or symlink");
        }
    }

    private Path inside(Path target, Path named, TarArchiveEntry entry) throws IOException {
        Path file = named.normalize();
        if (!file.startsWith(target)) {
            throw new IOException(
                    resource + ": entry " + entry.getName() + " leads out of its folder");
        }
        return file;
    }
}
