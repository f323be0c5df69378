package dev.surefoot.postgres;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where things lie inside the directory that a caller gave us.
 *
 * @param root the caller's directory
 */
record Layout(Path root) {
    private static final Logger LOG = LoggerFactory.getLogger(Layout.class);
    private static final String UNFINISHED = "data.init-";

    static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** The cluster; it comes into being whole, by a rename. */
    Path data() {
        return root.resolve("data");
    }

    /**
     * A new, private folder for a cluster while it is made. Each attempt has its own: an {@code
     * initdb} whose JVM was killed runs on for a while, and tidies up after itself in the end.
     */
    Path unfinished() throws IOException {
        return Files.createTempDirectory(root, UNFINISHED, PRIVATE_FOLDER);
    }

    /** Removes what crashes have left of clusters in the making. */
    void sweep() throws IOException {
        try (var entries = Files.newDirectoryStream(root, UNFINISHED + "*")) {
            for (Path left : entries) {
                try {
                    delete(left);
                } catch (IOException e) {
                    // Its initdb may still be at work there; the next start tries again.
                    LOG.info("{} cannot be removed yet: {}", left, e.toString());
                }
            }
        }
    }

    Path password() {
        return root.resolve("password");
    }

    Path log() {
        return root.resolve("log");
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    /** Whether there is a cluster, or something else, where ours would be. */
    boolean hasData() throws IOException {
        if (!Files.isDirectory(data())) {
            return Files.exists(data(), LinkOption.NOFOLLOW_LINKS);
        }
        try (var entries = Files.list(data())) {
            return entries.findAny().isPresent();
        }
    }

    /** Creates the root, closed to others, and gives the layout with links resolved. */
    Layout create() throws IOException {
        if (!Files.isDirectory(root)) {
            Path parent = root.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectories(root, PRIVATE_FOLDER);
        }
        return new Layout(root.toRealPath());
    }

    /** Makes a rename or a new file in {@code folder} survive a power cut. */
    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes a folder and what is in it, following no link; absent is fine. */
    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                tree,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
                            throws IOException {
                        if (e != null) {
                            throw e;
                        }
                        Files.deleteIfExists(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
