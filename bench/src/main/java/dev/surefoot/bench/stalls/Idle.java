package dev.surefoot.bench.stalls;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A transaction that has read a table, does nothing more, and ends after a while. */
final class Idle implements AutoCloseable {
    private final Connection connection;
    private Thread ending = Thread.currentThread();

    private Idle(Connection connection) {
        this.connection = connection;
    }

    /** Connects. */
    @FunctionalInterface
    interface Connects {
        Connection connect() throws SQLException;
    }

    static Idle open(Connects connects, String sql) throws SQLException {
        Connection connection = connects.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return new Idle(connection);
    }

    /** From now on. */
    void endAfter(Duration span) {
        ending =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        Thread.sleep(span);
                                        connection.rollback();
                                    } catch (SQLException e) {
                                        throw new IllegalStateException(e);
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
    }

    @Override
    public void close() throws SQLException {
        try {
            if (ending != Thread.currentThread()) {
                ending.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
