package dev.surefoot.server.runtime;

import dev.surefoot.server.environment.Slot;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Table {@code running}, changed inside the caller's transaction, together with the promotion it
 * follows from.
 *
 * <p>Guarantee: a service has at most one baseline in an environment. Swapping baseline and warm
 * slot therefore demotes the old one first.
 */
public final class RunningStore {
    /** From now on this should run in its slot, instead of whatever did. */
    public void put(Handle handle, Running running, Instant at) {
        at(
                        handle.createUpdate(
                                """
                                INSERT INTO running
                                VALUES (:service, :environment, :slot, :digest, :config, :purpose,
                                        :warm_until, :at)
                                ON CONFLICT (service, environment, slot) DO UPDATE
                                SET digest = excluded.digest,
                                    config_digest = excluded.config_digest,
                                    purpose = excluded.purpose,
                                    warm_until = excluded.warm_until,
                                    since = excluded.since
                                """),
                        running.place())
                .bind("digest", running.version().digest())
                .bind("config", running.version().configDigest())
                .bind("purpose", running.purpose().name())
                .bind("warm_until", running.warmUntil().orElse(null))
                .bind("at", at)
                .execute();
    }

    /** From now on nothing should run there. */
    public void remove(Handle handle, Place place) {
        at(
                        handle.createUpdate(
                                """
                                DELETE FROM running
                                WHERE service = :service AND environment = :environment
                                  AND slot = :slot
                                """),
                        place)
                .execute();
    }

    /** What should run in one slot. */
    public Optional<Running> in(Handle handle, Place place) {
        return at(
                        handle.createQuery(
                                """
                                SELECT * FROM running
                                WHERE service = :service AND environment = :environment
                                  AND slot = :slot
                                """),
                        place)
                .map((rows, context) -> row(rows))
                .findOne();
    }

    /** What should run anywhere. */
    public List<Running> all(Handle handle) {
        return handle.createQuery(
                        "SELECT * FROM running ORDER BY service, environment, purpose, slot")
                .map((rows, context) -> row(rows))
                .list();
    }

    /** Warm slots whose time is over. */
    public List<Running> warmUntilBefore(Handle handle, Instant now) {
        return handle.createQuery(
                        """
                        SELECT * FROM running WHERE purpose = 'WARM' AND warm_until < :now
                        ORDER BY warm_until
                        """)
                .bind("now", now)
                .map((rows, context) -> row(rows))
                .list();
    }

    private static <S extends SqlStatement<S>> S at(S statement, Place place) {
        return statement
                .bind("service", place.service())
                .bind("environment", place.environment())
                .bind("slot", place.slot().name());
    }

    private static Running row(ResultSet rows) throws SQLException {
        return new Running(
                new Place(
                        rows.getString("service"),
                        rows.getString("environment"),
                        Slot.valueOf(rows.getString("slot"))),
                new Version(rows.getString("digest"), rows.getString("config_digest")),
                Running.Purpose.valueOf(rows.getString("purpose")),
                Optional.ofNullable(rows.getTimestamp("warm_until")).map(Timestamp::toInstant));
    }
}
