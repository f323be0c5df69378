package dev.surefoot.server.runtime;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What an instance prints: {@code output.log}, and {@code output.1.log} before it. Processes append
 * to it, so cutting it off under them is safe. Together they hold about twice {@code maxBytes},
 * plus what is printed between two calls of {@link #trim}.
 */
record OutputFile(Path directory, long maxBytes) {
    Path path() {
        return directory.resolve("output.log");
    }

    Path previous() {
        return directory.resolve("output.1.log");
    }

    /** At each start: the last launch's output steps back, a new file begins. */
    void rotate() throws IOException {
        Files.createDirectories(directory);
        if (Files.exists(path())) {
            trim();
            if (Files.size(path()) > 0) {
                Files.move(path(), previous(), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Keeps the last {@code maxBytes} as the previous file when there are more. */
    void trim() throws IOException {
        if (!Files.exists(path()) || Files.size(path()) <= maxBytes) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(path().toFile(), "rw");
                FileChannel from = file.getChannel();
                FileChannel to =
                        FileChannel.open(
                                previous(),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING)) {
            long size = from.size();
            long position = Math.max(0, size - maxBytes);
            while (position < size) {
                position += from.transferTo(position, size - position, to);
            }
            from.truncate(0);
        }
    }
}
