package dev.surefoot.proxy.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * The process's private directory (0700), held by a file lock that the system takes back when the
 * process dies, however it dies.
 */
public final class ProxyDirectory implements AutoCloseable {
    private static final Set<PosixFilePermission> PRIVATE_DIRECTORY =
            PosixFilePermissions.fromString("rwx------");
    private static final int TOKEN_BYTES = 32;

    private final Path path;
    private final FileChannel lockFile;

    private ProxyDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes the directory private and locks it.
     *
     * @throws IOException if another proxy holds it, or it cannot be made private; the message says
     *     which and what to do
     */
    public static ProxyDirectory open(Path path) throws IOException {
        Files.createDirectories(path, PosixFilePermissions.asFileAttribute(PRIVATE_DIRECTORY));
        Files.setPosixFilePermissions(path, PRIVATE_DIRECTORY);
        FileChannel channel =
                FileChannel.open(
                        path.resolve("lock"),
                        EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(AtomicFile.PRIVATE));
        if (tryLock(channel) == null) {
            channel.close();
            throw new IOException(
                    "another proxy already runs in "
                            + path
                            + " (its pid and port are in admin.json): use that one, stop it, or"
                            + " name another directory");
        }
        // Of a process that died: whoever finds the file must be able to believe it.
        Files.deleteIfExists(path.resolve("admin.json"));
        return new ProxyDirectory(path, channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    /** The routes' file. */
    public StateFile state() {
        return new StateFile(path.resolve("state.json"));
    }

    /**
     * The admin API's bearer token, 256 bits in hex; made at the first start.
     *
     * @throws IOException if others could read the file or it is empty
     */
    public String token() throws IOException {
        Path file = path.resolve("token");
        try {
            Set<PosixFilePermission> open = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            open.removeAll(AtomicFile.PRIVATE);
            String token = Files.readString(file).strip();
            if (!open.isEmpty() || token.isEmpty()) {
                throw new IOException(
                        file
                                + (token.isEmpty() ? " is empty" : " can be read by others")
                                + ": delete it to have a new one made");
            }
            return token;
        } catch (NoSuchFileException absent) {
            byte[] random = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(random);
            String token = HexFormat.of().formatHex(random);
            AtomicFile.write(file, token.getBytes(StandardCharsets.US_ASCII));
            return token;
        }
    }

    /** Says where the admin API is; written last, so whoever sees it finds the process ready. */
    public void announce(byte[] adminJson) throws IOException {
        AtomicFile.write(path.resolve("admin.json"), adminJson);
    }

    /** Takes the announcement back and lets others have the directory. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path.resolve("admin.json"));
        lockFile.close();
    }
}
