package dev.surefoot.schema.run.target;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The lock that only one runner holds: a row with holder, epoch and expiry, renewed from a
 * connection of its own by short updates, so no transaction stays open that an index built
 * CONCURRENTLY would wait for. Each step checks the epoch in its own transaction; whoever takes
 * over raises it. Times are the server's.
 */
public final class MigrationLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MigrationLock.class);
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    /** How long one holds it without renewing. */
    public static final Duration EXPIRY = Duration.ofSeconds(30);

    private final Target target;
    private final long epoch;
    private final CountDownLatch released = new CountDownLatch(1);
    private final Thread renewing;
    private volatile boolean lost;

    private MigrationLock(Target target, long epoch) {
        this.target = target;
        this.epoch = epoch;
        this.renewing = Thread.ofVirtual().name("surefoot-schema-lock").start(this::renew);
    }

    /** What an attempt to take it led to. */
    public sealed interface Attempt {
        /** Ours. */
        record Taken(MigrationLock lock) implements Attempt {}

        /** Somebody else's. */
        record Busy(LockRow row) implements Attempt {}
    }

    /**
     * Tries once.
     *
     * @param worker the connection in which all steps will run
     */
    public static Attempt take(Target target, Connection worker, String holder)
            throws SQLException {
        Sessions.Backend own = Sessions.backend(worker);
        LockRow seen = read(worker);
        if (seen.chance() != LockRow.Chance.FREE) {
            return new Attempt.Busy(seen);
        }
        Optional<Long> epoch =
                Sql.first(
                        worker,
                        """
                        update surefoot_schema.migration_lock
                        set epoch = epoch + 1, holder = ?, pid = ?,
                            backend_start = cast(? as timestamptz),
                            expires = clock_timestamp() + ? * interval '1 ms'
                        where epoch = ?
                        returning epoch
                        """,
                        row -> row.getLong(1),
                        holder,
                        own.pid(),
                        own.start(),
                        EXPIRY.toMillis(),
                        seen.epoch());
        return epoch.<Attempt>map(now -> new Attempt.Taken(new MigrationLock(target, now)))
                .orElseGet(() -> new Attempt.Busy(seen));
    }

    /** The lock as it stands now. */
    public static LockRow read(Connection connection) throws SQLException {
        return Sql.first(
                        connection,
                        """
                        select l.epoch, l.holder, l.pid, l.backend_start::text,
                            l.expires < clock_timestamp(), a.pid is not null
                        from surefoot_schema.migration_lock l
                        left join pg_stat_activity a
                            on a.pid = l.pid and a.backend_start = l.backend_start
                        """,
                        row -> {
                            Optional<String> holder = Optional.ofNullable(row.getString(2));
                            Optional<String> start = Optional.ofNullable(row.getString(4));
                            int pid = row.getInt(3);
                            return new LockRow(
                                    row.getLong(1),
                                    holder,
                                    start.map(at -> new Sessions.Backend(pid, at)),
                                    row.getBoolean(5),
                                    row.getBoolean(6));
                        })
                .orElseThrow(
                        () ->
                                new SQLException(
                                        "surefoot_schema.migration_lock has no row; drop the"
                                                + " schema surefoot_schema only if no change is"
                                                + " under way"));
    }

    /** The number under which it was taken. */
    public long epoch() {
        return epoch;
    }

    /**
     * Whether it is still ours, asked inside a step's transaction; it stays so until that ends.
     * Renewing goes on meanwhile: an update of other columns does not meet this lock.
     */
    public boolean holds(Connection worker) throws SQLException {
        return !lost
                && Sql.yes(
                        worker,
                        """
                        select true from surefoot_schema.migration_lock
                        where epoch = ? for key share
                        """,
                        epoch);
    }

    private void renew() {
        Connection connection = null;
        try {
            while (!released.await(RENEWAL.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    if (connection == null) {
                        connection = target.connect();
                    }
                    lost |= extend(connection) == 0;
                } catch (SQLException e) {
                    LOG.warn("the migration lock was not renewed: {}", e.getMessage());
                    close(connection);
                    connection = null;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(connection);
        }
    }

    private int extend(Connection connection) throws SQLException {
        return Sql.update(
                connection,
                """
                update surefoot_schema.migration_lock
                set expires = clock_timestamp() + ? * interval '1 ms' where epoch = ?
                """,
                EXPIRY.toMillis(),
                epoch);
    }

    /** Gives it back, if it is still ours. */
    public void release(Connection worker) throws SQLException {
        close();
        Sql.update(
                worker,
                """
                update surefoot_schema.migration_lock
                set holder = null, pid = null, backend_start = null, expires = '-infinity'
                where epoch = ?
                """,
                epoch);
    }

    /** Stops renewing; whoever wants it takes it once our session is gone. */
    @Override
    public void close() {
        released.countDown();
        try {
            renewing.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("closing a lock's connection: {}", e.getMessage());
            }
        }
    }
}
