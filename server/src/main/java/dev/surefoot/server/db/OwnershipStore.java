package dev.surefoot.server.db;

import org.jdbi.v3.core.Handle;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Who steers this database: one server at a time, by an advisory lock that lives as long as its
 * connection, and a token that rises at each start and fences everything an older one may still do.
 */
public final class OwnershipStore {
    /** "surefoot" as a number; any constant would do, as long as every version uses the same. */
    private static final long LOCK = 0x5375_7265_466F_6F74L;

    private final Database database;

    public OwnershipStore(Database database) {
        this.database = database;
    }

    /**
     * Takes the lock and a new token.
     *
     * @return empty if another server holds the lock; {@link #current} says which
     */
    public Optional<Ownership> take(String owner, Instant at) {
        Handle handle = database.jdbi().open();
        boolean locked =
                handle.createQuery("SELECT pg_try_advisory_lock(:lock)")
                        .bind("lock", LOCK)
                        .mapTo(Boolean.class)
                        .one();
        if (!locked) {
            handle.close();
            return Optional.empty();
        }
        long token =
                handle.createQuery(
                                """
                                UPDATE ownership SET token = token + 1, owner = :owner, since = :at
                                RETURNING token
                                """)
                        .bind("owner", owner)
                        .bind("at", at)
                        .mapTo(Long.class)
                        .one();
        return Optional.of(new Ownership(token, owner, handle));
    }

    /** The owner written last, for the message to the one who comes second. */
    public String current() {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT owner || ' since ' || since FROM ownership")
                                        .mapTo(String.class)
                                        .one());
    }

    /** The lock, held until closed, and its token. */
    public static final class Ownership implements AutoCloseable {
        private final long token;
        private final String owner;
        private final Handle handle;

        private Ownership(long token, String owner, Handle handle) {
            this.token = token;
            this.owner = owner;
            this.handle = handle;
        }

        /** Rises with each start; larger is newer. */
        public long token() {
            return token;
        }

        /** The name written beside the token. */
        public String owner() {
            return owner;
        }

        /** Whether the connection that holds the lock is still there; if not, stop acting. */
        public boolean held() {
            try {
                Connection connection = handle.getConnection();
                return connection.isValid(1);
            } catch (SQLException e) {
                return false;
            }
        }

        @Override
        public void close() {
            handle.close();
        }
    }
}
