package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.traffic.Token;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The two files that HAProxy loads at its start: what a reload brings back. Several routes share
 * them, so each keeps the others' lines and comments as they are. A file is replaced as a whole, so
 * a reload finds the old one or the new one. Safe for use by many threads of one process; two
 * servers on the same folder are kept apart by tokens.
 *
 * <p>Writing waits for everybody else who writes in the folder, and so for their disk: whoever has
 * something urgent to say must have said it to HAProxy before.
 */
final class MapFiles {
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final Path directory;
    private final Disk disk;

    MapFiles(Path directory) {
        this(directory, channel -> channel.force(true));
    }

    MapFiles(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    /** Makes what was written survive a power cut; may take as long as a disk takes. */
    @FunctionalInterface
    interface Disk {
        void force(FileChannel channel) throws IOException;
    }

    /** Integers: a mixed file would be refused at HAProxy's start. */
    Path shares() {
        return directory.resolve("share.map");
    }

    /** Words. */
    Path words() {
        return directory.resolve("slot.map");
    }

    /** What the files say; a file that is not there says nothing. */
    Entries.Texts read() throws IOException {
        return new Entries.Texts(read(shares()), read(words()));
    }

    /** How sure a change is when {@link #write} returns. */
    enum Kept {
        /** It survives a power cut: fsync, rename, fsync of the folder. */
        OVER_A_POWER_CUT,
        /** A reload finds it; it needs {@link #force}. Waits for no disk. */
        OVER_A_RELOAD
    }

    /**
     * Makes the files say {@code entries} of their route, unless they have a newer token.
     *
     * @param overtaken asked once it is this change's turn to write: the token of who has overtaken
     *     it
     * @return the newer token, with which nothing was written
     */
    Optional<Token> write(
            Names names, Entries entries, Kept kept, Supplier<Optional<Token>> overtaken)
            throws IOException {
        ReentrantLock lock =
                LOCKS.computeIfAbsent(
                        directory.toAbsolutePath().normalize(), absent -> new ReentrantLock());
        lock.lock();
        try {
            Token saved = Entries.read(names, read()).token();
            Optional<Token> newer =
                    saved.value() > entries.token().value() ? Optional.of(saved) : overtaken.get();
            if (newer.isEmpty()) {
                write(shares(), entries.shares(names), kept);
                write(words(), entries.words(names), kept);
            }
            return newer;
        } finally {
            lock.unlock();
        }
    }

    /** Makes what was written survive a power cut. */
    void force() throws IOException {
        for (Path file : List.of(shares(), words(), directory)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                disk.force(channel);
            }
        }
    }

    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (String line : lines(file)) {
            String[] parts = line.strip().split("\\s+", 2);
            if (parts.length == 2 && !parts[0].startsWith("#")) {
                // HAProxy takes the first of two.
                entries.putIfAbsent(parts[0], parts[1]);
            }
        }
        return entries;
    }

    private void write(Path file, Map<String, String> entries, Kept kept) throws IOException {
        List<String> before = lines(file);
        List<String> after = new ArrayList<>();
        Set<String> written = new HashSet<>();
        for (String line : before) {
            String key = line.strip().split("\\s+", 2)[0];
            String value = entries.get(key);
            if (value == null) {
                after.add(line);
            } else if (written.add(key)) {
                after.add(key + " " + value);
            }
        }
        entries.forEach(
                (key, value) -> {
                    if (!written.contains(key)) {
                        after.add(key + " " + value);
                    }
                });
        if (!after.equals(before)) {
            replace(file, String.join("\n", after) + "\n", kept);
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private void replace(Path file, String text, Kept kept) throws IOException {
        Path next = directory.resolve("." + file.getFileName() + ".next");
        try (FileChannel channel =
                FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (kept == Kept.OVER_A_POWER_CUT) {
                disk.force(channel);
            }
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        if (kept == Kept.OVER_A_POWER_CUT) {
            try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
                disk.force(folder);
            }
        }
    }
}
