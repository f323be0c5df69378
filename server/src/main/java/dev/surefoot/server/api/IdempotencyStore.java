package dev.surefoot.server.api;

import dev.surefoot.server.db.Database;
import dev.surefoot.server.http.Replies;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Table {@code idempotent_call}. */
public final class IdempotencyStore implements Replies {
    private final Database database;
    private final InstantSource clock;

    public IdempotencyStore(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Known begin(Key key) {
        Instant at = clock.instant();
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            forget(handle, key, at.minus(KEPT));
                            return insert(handle, key, at) ? new Known.First() : known(handle, key);
                        });
    }

    @Override
    public void finish(Key key, Reply reply) {
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                """
                                                UPDATE idempotent_call
                                                SET status = :status, content_type = :type,
                                                    etag = :etag, body = :body
                                                WHERE caller = :caller AND key = :key
                                                """)
                                        .bind("status", reply.status())
                                        .bind("type", reply.contentType())
                                        .bind("etag", reply.etag().orElse(null))
                                        .bind("body", reply.body())
                                        .bind("caller", key.caller())
                                        .bind("key", key.key())
                                        .execute());
    }

    /** Deletes what is older than it needs to be kept; returns how many there were. */
    public int forgetBefore(Instant limit) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createUpdate("DELETE FROM idempotent_call WHERE at < :limit")
                                        .bind("limit", limit)
                                        .execute());
    }

    private static void forget(Handle handle, Key key, Instant limit) {
        handle.createUpdate(
                        """
                        DELETE FROM idempotent_call
                        WHERE caller = :caller AND key = :key AND at < :limit
                        """)
                .bind("caller", key.caller())
                .bind("key", key.key())
                .bind("limit", limit)
                .execute();
    }

    private static boolean insert(Handle handle, Key key, Instant at) {
        return handle.createUpdate(
                                """
                                INSERT INTO idempotent_call (caller, key, request, at)
                                VALUES (:caller, :key, :request, :at)
                                ON CONFLICT (caller, key) DO NOTHING
                                """)
                        .bind("caller", key.caller())
                        .bind("key", key.key())
                        .bind("request", key.request())
                        .bind("at", at)
                        .execute()
                == 1;
    }

    private static Known known(Handle handle, Key key) {
        return handle.createQuery(
                        """
                        SELECT request, status, content_type, etag, body FROM idempotent_call
                        WHERE caller = :caller AND key = :key
                        """)
                .bind("caller", key.caller())
                .bind("key", key.key())
                .map((rows, context) -> read(rows, key))
                .one();
    }

    private static Known read(ResultSet rows, Key key) throws SQLException {
        if (!rows.getString("request").equals(key.request())) {
            return new Known.OtherCall();
        }
        String body = rows.getString("body");
        return body == null
                ? new Known.UnderWay()
                : new Known.Answered(
                        new Reply(
                                rows.getInt("status"),
                                rows.getString("content_type"),
                                body,
                                Optional.ofNullable(rows.getString("etag"))));
    }
}
