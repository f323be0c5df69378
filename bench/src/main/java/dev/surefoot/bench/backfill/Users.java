package dev.surefoot.bench.backfill;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One who reads or writes a row, again and again, and keeps the longest wait. */
final class Users implements AutoCloseable {
    private final Thread thread;
    private volatile boolean stopped;
    private final AtomicLong longestNanos = new AtomicLong();
    private final AtomicLong count = new AtomicLong();
    private volatile String failed = "";

    private Users(Thread thread) {
        this.thread = thread;
    }

    /** Starts one; the statement takes a row's number. */
    static Users start(String url, String sql, int rows, int everyMs) {
        Users[] own = new Users[1];
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .unstarted(
                                () -> {
                                    try {
                                        own[0].loop(url, sql, rows, everyMs);
                                    } catch (SQLException e) {
                                        own[0].failed = String.valueOf(e.getMessage());
                                    }
                                });
        own[0] = new Users(thread);
        thread.start();
        return own[0];
    }

    private void loop(String url, String sql, int rows, int everyMs) throws SQLException {
        SplittableRandom random = new SplittableRandom(rows);
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            while (!stopped) {
                statement.setLong(1, 1 + random.nextLong(rows));
                long began = System.nanoTime();
                statement.execute();
                longestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
                count.incrementAndGet();
                LockSupport.parkNanos(everyMs * 1_000_000L);
            }
        }
    }

    /** What it waited longest, in milliseconds, since the last question. */
    double longestMs() {
        return longestNanos.getAndSet(0) / 1e6;
    }

    /** How often it asked, since the last question. */
    long count() {
        return count.getAndSet(0);
    }

    /** Why it gave up; empty if it did not. */
    String failed() {
        return failed;
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
