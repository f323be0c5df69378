package shop;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * At most {@value #MOST} connections to the database, opened when first needed. A request waits for
 * one for 2 s at most. One that fails is closed, and so are the idle ones, which may be as stale; the
 * next request opens a new one. Safe for all threads.
 */
final class Connections {
    private static final int MOST = 3;
    private static final long LONGEST_WAIT_MS = 2_000;
    private static final String AWAY = "our customer files cannot be reached; try again";

    private final String url;
    private final Driver driver;
    private final Properties properties = new Properties();
    private final Semaphore free = new Semaphore(MOST, true);
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    Connections(String url, Optional<String> applicationName) {
        this.url = url;
        try {
            driver = DriverManager.getDriver(url);
        } catch (SQLException e) {
            // The address itself is not shown, since it may hold a password.
            throw new IllegalArgumentException(
                    "the configuration's database is not"
                            + " jdbc:postgresql://HOST:PORT/NAME?user=USER&password=PASSWORD",
                    e);
        }
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "5");
        applicationName.ifPresent(name -> properties.setProperty("ApplicationName", name));
    }

    /** Something to do with a prepared statement. */
    interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    /** Runs one statement in a transaction of its own. */
    <T> T run(String sql, Work<T> work) throws InterruptedException {
        if (!free.tryAcquire(LONGEST_WAIT_MS, TimeUnit.MILLISECONDS)) {
            throw new CustomersUnavailable("too many ask at once; try again");
        }
        try {
            return run(sql, work, connection());
        } catch (SQLException e) {
            if (isGone(e)) {
                throw new CustomersUnavailable(AWAY, e);
            }
            throw new IllegalStateException("the database refused: " + e.getSQLState(), e);
        } finally {
            free.release();
        }
    }

    private <T> T run(String sql, Work<T> work, Connection connection) throws SQLException {
        boolean usable = false;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            T result = work.with(statement);
            usable = true;
            return result;
        } catch (BadRequest asked) {
            usable = true;
            throw asked;
        } finally {
            if (usable) {
                idle.push(connection);
            } else {
                close(connection);
                for (Connection c = idle.poll(); c != null; c = idle.poll()) {
                    close(c);
                }
            }
        }
    }

    private Connection connection() {
        Connection kept = idle.poll();
        if (kept != null) {
            return kept;
        }
        try {
            return driver.connect(url, properties);
        } catch (SQLException e) {
            throw new CustomersUnavailable(AWAY, e);
        }
    }

    /** Whether the database is away, busy or shutting down; else the statement was at fault. */
    private static boolean isGone(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is given up in any case.
        }
    }
}
