package dev.surefoot.schema.run.target;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Watches, from a connection of its own, whom our statement waits for and who waits for it; ends
 * our statement when somebody has waited for longer than the budget. One statement at a time;
 * {@link #begin} and {@link #end} are called by the thread that runs it.
 */
public final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final long TICK_MS = 50;

    private static final Duration REST = Duration.ofSeconds(1);

    private final Target target;
    private final Connection worker;
    private final Duration budget;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private int pid;
    private Seen seen = Seen.NOTHING;

    /** Since when, by the monotonic clock, nobody could look during this statement. */
    private OptionalLong blindSince = OptionalLong.empty();

    /** Only the watching thread has it; null while there is none. */
    private @Nullable Connection connection;

    /**
     * What was seen during a statement.
     *
     * @param blockers those that it waited for, as last seen
     * @param waiters those that waited for it, as seen with the longest wait
     * @param longestWait of anybody who waited for it
     * @param cancelled whether it was ended for their sake
     */
    public record Seen(
            List<Blocker> blockers,
            List<Blocker> waiters,
            Duration longestWait,
            boolean cancelled) {
        public static final Seen NOTHING = new Seen(List.of(), List.of(), Duration.ZERO, false);

        public Seen {
            blockers = List.copyOf(blockers);
            waiters = List.copyOf(waiters);
        }
    }

    private Watch(Target target, Connection worker, Connection connection, Duration budget) {
        this.target = target;
        this.worker = worker;
        this.connection = connection;
        this.budget = budget;
        this.thread = Thread.ofVirtual().name("surefoot-schema-watch").start(this::watch);
    }

    /**
     * With a connection of its own.
     *
     * @param worker runs the statements; one is ended through it while nobody can look
     */
    public static Watch open(Target target, Connection worker, Duration budget)
            throws SQLException {
        return new Watch(target, worker, target.connect(), budget);
    }

    /** A statement of this session starts. */
    public synchronized void begin(int backend) {
        pid = backend;
        seen = Seen.NOTHING;
        blindSince = OptionalLong.empty();
        notifyAll();
    }

    /** It has ended; it is not cancelled after this. */
    public synchronized Seen end() {
        pid = 0;
        return seen;
    }

    private void watch() {
        try {
            while (!closed.await(TICK_MS, TimeUnit.MILLISECONDS)) {
                Connection own = connected();
                if (own == null) {
                    blind();
                } else {
                    look(own);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            drop();
        }
    }

    /** A lost one is made anew: without it nobody would be spared. */
    private @Nullable Connection connected() throws InterruptedException {
        if (connection == null) {
            try {
                connection = target.connect();
            } catch (SQLException e) {
                LOG.warn("who waits for whom is not seen: {}", e.getMessage());
                closed.await(REST.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        return connection;
    }

    private synchronized void look(Connection own) throws InterruptedException {
        while (pid == 0) {
            wait();
        }
        if (pid < 0) {
            return;
        }
        try {
            List<Blocker> blockers = Sessions.blocking(own, pid);
            List<Blocker> waiters = Sessions.waitingFor(own, pid);
            Duration longest = waiters.isEmpty() ? Duration.ZERO : waiters.getFirst().queryAge();
            boolean worse = longest.compareTo(seen.longestWait()) > 0;
            boolean cancel = longest.compareTo(budget) > 0;
            seen =
                    new Seen(
                            blockers.isEmpty() ? seen.blockers() : blockers,
                            worse ? waiters : seen.waiters(),
                            worse ? longest : seen.longestWait(),
                            seen.cancelled() || cancel);
            if (cancel) {
                Sql.list(own, "select pg_cancel_backend(?)", row -> 1, pid);
            }
            blindSince = OptionalLong.empty();
        } catch (SQLException e) {
            LOG.warn("who waits for whom is not seen: {}", e.getMessage());
            if (SqlErrors.lost(e)) {
                drop();
            }
            blind();
        }
    }

    /**
     * What nobody watches may keep everybody waiting: it is ended after the budget, as if it did.
     * The request to end it takes none of the server's places for connections.
     */
    private synchronized void blind() {
        if (pid <= 0) {
            return;
        }
        long now = System.nanoTime();
        if (blindSince.isEmpty()) {
            blindSince = OptionalLong.of(now);
        }
        if (now - blindSince.getAsLong() <= budget.toNanos()) {
            return;
        }
        seen = new Seen(seen.blockers(), seen.waiters(), seen.longestWait(), true);
        try {
            worker.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            LOG.warn("a statement that nobody watches could not be ended: {}", e.getMessage());
        }
    }

    private void drop() {
        Connection own = connection;
        connection = null;
        if (own != null) {
            try {
                own.close();
            } catch (SQLException e) {
                LOG.debug("closing the watch's connection: {}", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        synchronized (this) {
            pid = -1;
            notifyAll();
        }
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
