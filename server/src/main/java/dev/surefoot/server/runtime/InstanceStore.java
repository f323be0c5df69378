package dev.surefoot.server.runtime;

import dev.surefoot.server.db.Database;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.process.ProcessId;

import org.jdbi.v3.core.statement.SqlStatement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tables {@code instance} and {@code runtime_token}. Safe for use by many threads. */
public final class InstanceStore implements Instances {
    private final Database database;

    public InstanceStore(Database database) {
        this.database = database;
    }

    @Override
    public long fence(Place place, long token) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                at(
                                                handle.createQuery(
                                                        """
                                                        INSERT INTO runtime_token AS seen
                                                        VALUES (:service, :environment, :slot, :token)
                                                        ON CONFLICT (service, environment, slot)
                                                        DO UPDATE SET token =
                                                            greatest(seen.token, excluded.token)
                                                        RETURNING token
                                                        """),
                                                place)
                                        .bind("token", token)
                                        .mapTo(Long.class)
                                        .one());
    }

    @Override
    public List<LaunchRow> newest(Place place) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                at(
                                                handle.createQuery(
                                                        """
                                                        SELECT DISTINCT ON (name) * FROM instance
                                                        WHERE service = :service
                                                          AND environment = :environment
                                                          AND slot = :slot
                                                        ORDER BY name, ended_at IS NULL DESC,
                                                                 intended_at DESC, launch DESC
                                                        """),
                                                place)
                                        .map((rows, context) -> row(rows))
                                        .list());
    }

    @Override
    public List<Place> occupied() {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT DISTINCT service, environment, slot
                                                FROM instance WHERE ended_at IS NULL
                                                """)
                                        .map((rows, context) -> place(rows))
                                        .list());
    }

    @Override
    public void intend(LaunchRow launch) {
        database.jdbi()
                .useHandle(
                        handle ->
                                at(
                                                handle.createUpdate(
                                                        """
                                                        INSERT INTO instance (
                                                            launch, service, environment, slot,
                                                            name, port, digest, config_digest,
                                                            restarts, intended_at)
                                                        VALUES (
                                                            :launch, :service, :environment, :slot,
                                                            :name, :port, :digest, :config,
                                                            :restarts, :at)
                                                        """),
                                                launch.place())
                                        .bind("launch", launch.launch())
                                        .bind("name", launch.instance())
                                        .bind("port", launch.port())
                                        .bind("digest", launch.version().digest())
                                        .bind("config", launch.version().configDigest())
                                        .bind("restarts", launch.restarts())
                                        .bind("at", launch.intendedAt())
                                        .execute());
    }

    @Override
    public void started(UUID launch, ProcessId process, Instant at) {
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                """
                                                UPDATE instance
                                                SET pid = :pid, start_mark = :mark, started_at = :at
                                                WHERE launch = :launch
                                                """)
                                        .bind("pid", process.pid())
                                        .bind("mark", process.mark())
                                        .bind("at", at)
                                        .bind("launch", launch)
                                        .execute());
    }

    @Override
    public void ready(UUID launch, Instant at) {
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                """
                                                UPDATE instance SET ready_at = :at
                                                WHERE launch = :launch AND ready_at IS NULL
                                                """)
                                        .bind("at", at)
                                        .bind("launch", launch)
                                        .execute());
    }

    @Override
    public void leaving(Place place, boolean wanted) {
        database.jdbi()
                .useHandle(
                        handle ->
                                at(
                                                handle.createUpdate(
                                                        """
                                                        UPDATE instance SET leaving = :wanted
                                                        WHERE service = :service
                                                          AND environment = :environment
                                                          AND slot = :slot
                                                          AND ended_at IS NULL
                                                        """),
                                                place)
                                        .bind("wanted", wanted)
                                        .execute());
    }

    @Override
    public void ended(UUID launch, LaunchRow.Ending ending, Instant at) {
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                """
                                                UPDATE instance
                                                SET ended_at = :at, ending = :ending
                                                WHERE launch = :launch AND ended_at IS NULL
                                                """)
                                        .bind("at", at)
                                        .bind("ending", ending.name())
                                        .bind("launch", launch)
                                        .execute());
    }

    /** Forgets launches that ended before {@code before}, but never an instance's newest. */
    public int deleteEndedBefore(Instant before) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createUpdate(
                                                """
                                                DELETE FROM instance old
                                                WHERE ended_at < :before AND EXISTS (
                                                    SELECT 1 FROM instance newer
                                                    WHERE newer.service = old.service
                                                      AND newer.environment = old.environment
                                                      AND newer.name = old.name
                                                      AND newer.intended_at > old.intended_at)
                                                """)
                                        .bind("before", before)
                                        .execute());
    }

    private static <S extends SqlStatement<S>> S at(S statement, Place place) {
        return statement
                .bind("service", place.service())
                .bind("environment", place.environment())
                .bind("slot", place.slot().name());
    }

    private static Place place(ResultSet rows) throws SQLException {
        return new Place(
                rows.getString("service"),
                rows.getString("environment"),
                Slot.valueOf(rows.getString("slot")));
    }

    private static LaunchRow row(ResultSet rows) throws SQLException {
        long pid = rows.getLong("pid");
        boolean known = !rows.wasNull();
        return new LaunchRow(
                rows.getObject("launch", UUID.class),
                place(rows),
                rows.getString("name"),
                rows.getInt("port"),
                new Version(rows.getString("digest"), rows.getString("config_digest")),
                rows.getInt("restarts"),
                rows.getTimestamp("intended_at").toInstant(),
                known
                        ? Optional.of(new ProcessId(pid, rows.getString("start_mark")))
                        : Optional.empty(),
                Optional.ofNullable(rows.getTimestamp("started_at")).map(Timestamp::toInstant),
                Optional.ofNullable(rows.getTimestamp("ready_at")).map(Timestamp::toInstant),
                rows.getBoolean("leaving"),
                Optional.ofNullable(rows.getString("ending")).map(LaunchRow.Ending::valueOf));
    }
}
