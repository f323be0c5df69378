package dev.surefoot.bench.backfill;

import dev.surefoot.cli.Failed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One who reads or writes a row, is answered, waits so many milliseconds and does it again; keeps
 * how long it waited for an answer. Safe for several threads.
 */
public final class User implements AutoCloseable {
    private static final int COULD_NOT = 1;

    private final Thread thread;
    private volatile boolean stopped;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private final AtomicLong count = new AtomicLong();
    private volatile String failed = "";

    private User(Thread thread) {
        this.thread = thread;
    }

    static User start(ShopDatabase shop, ShopDatabase.Version version, String sql, int everyMs) {
        User[] own = new User[1];
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .unstarted(
                                () -> {
                                    try (Connection connection = shop.shop(version)) {
                                        own[0].loop(connection, sql, shop.rows(), everyMs);
                                    } catch (SQLException e) {
                                        own[0].failed = String.valueOf(e.getMessage());
                                    }
                                });
        own[0] = new User(thread);
        thread.start();
        return own[0];
    }

    private void loop(Connection connection, String sql, int rows, int everyMs)
            throws SQLException {
        SplittableRandom random = new SplittableRandom(rows);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            while (!stopped) {
                statement.setLong(1, 1 + random.nextLong(rows));
                long began = System.nanoTime();
                asked.set(began);
                statement.execute();
                longestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
                asked.set(0);
                count.incrementAndGet();
                LockSupport.parkNanos(everyMs * 1_000_000L);
            }
        }
    }

    /** What it waited since the last question, also if it still waits. */
    public Waited waited() {
        long since = asked.get();
        long still = since == 0 ? 0 : System.nanoTime() - since;
        return new Waited(Math.max(longestNanos.getAndSet(0), still) / 1e6, count.getAndSet(0));
    }

    /**
     * How long it waited.
     *
     * @param longestMs for one answer
     * @param count of answers
     */
    public record Waited(double longestMs, long count) {}

    /** Ends it; throws if it was refused something. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(Duration.ofSeconds(60));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!failed.isEmpty()) {
            throw new Failed(COULD_NOT, "a user of the table was refused: " + failed);
        }
    }
}
