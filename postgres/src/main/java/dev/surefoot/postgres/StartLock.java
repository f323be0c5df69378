package dev.surefoot.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one starter at a time work on a directory, among threads and among processes. The kernel
 * gives the lock back when its process dies, however it dies. The file stays: deleting it would let
 * two processes hold locks on two files of one name.
 */
final class StartLock implements AutoCloseable {
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final ReentrantLock thread;
    private final FileChannel channel;

    private StartLock(ReentrantLock thread, FileChannel channel) {
        this.thread = thread;
        this.channel = channel;
    }

    /** Waits for its turn; empty if that did not come before the deadline. */
    static Optional<StartLock> acquire(Path file, Deadline deadline) throws IOException {
        ReentrantLock thread = THREADS.computeIfAbsent(file, path -> new ReentrantLock());
        try {
            if (!thread.tryLock(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            FileChannel channel = open(file);
            if (lock(channel, deadline)) {
                return Optional.of(new StartLock(thread, channel));
            }
            channel.close();
        } catch (IOException e) {
            thread.unlock();
            throw e;
        }
        thread.unlock();
        return Optional.empty();
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            Files.createFile(file, Layout.PRIVATE_FILE);
        } catch (FileAlreadyExistsException e) {
            return FileChannel.open(file, StandardOpenOption.WRITE);
        }
        return FileChannel.open(file, StandardOpenOption.WRITE);
    }

    private static boolean lock(FileChannel channel, Deadline deadline) throws IOException {
        do {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return true;
            }
        } while (deadline.pause());
        return false;
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            thread.unlock();
        }
    }
}
