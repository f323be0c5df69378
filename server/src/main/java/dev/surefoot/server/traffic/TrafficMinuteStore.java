package dev.surefoot.server.traffic;

import dev.surefoot.server.db.Database;
import dev.surefoot.server.environment.Slot;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tables {@code traffic_minute} and {@code traffic_position}. Safe for use by many threads. */
public final class TrafficMinuteStore {
    /** How long minutes are kept. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** Later than any minute, and a time that the database can hold. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Database database;

    public TrafficMinuteStore(Database database) {
        this.database = database;
    }

    /**
     * Up to where a route's counters are in the minutes.
     *
     * @param version rises by one with each change; 0 before the first
     */
    public record Position(long version, Optional<CounterSnapshot> snapshot) {}

    /** Where the counting stands. */
    public Position position(RouteKey key) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT version, snapshot FROM traffic_position
                                                WHERE service = :service
                                                  AND environment = :environment
                                                """)
                                        .bind("service", key.service())
                                        .bind("environment", key.environment())
                                        .map(
                                                (rows, context) ->
                                                        new Position(
                                                                rows.getLong("version"),
                                                                Optional.of(
                                                                        SnapshotJson.read(
                                                                                rows.getString(
                                                                                        "snapshot")))))
                                        .findOne())
                .orElseGet(() -> new Position(0, Optional.empty()));
    }

    /**
     * Adds {@code minutes} to what is there and moves the position, both or neither.
     *
     * @param version the position's version that the minutes begin at
     * @return false, and nothing is changed, if the position has moved since
     */
    public boolean add(
            RouteKey key, Collection<TrafficMinute> minutes, long version, CounterSnapshot until) {
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            if (!move(handle, key, version, until)) {
                                return false;
                            }
                            if (!minutes.isEmpty()) {
                                insert(handle, key, minutes);
                            }
                            return true;
                        });
    }

    private static boolean move(Handle handle, RouteKey key, long version, CounterSnapshot until) {
        // Where there is no row yet only version 0 may make it; else only its own version moves it.
        return handle.createUpdate(
                                """
                                INSERT INTO traffic_position AS old
                                SELECT :service, :environment, 1, :snapshot
                                WHERE :version = 0 OR EXISTS (
                                    SELECT 1 FROM traffic_position
                                    WHERE service = :service AND environment = :environment)
                                ON CONFLICT (service, environment) DO UPDATE
                                SET version = old.version + 1, snapshot = excluded.snapshot
                                WHERE old.version = :version
                                """)
                        .bind("service", key.service())
                        .bind("environment", key.environment())
                        .bind("version", version)
                        .bind("snapshot", SnapshotJson.write(until))
                        .execute()
                == 1;
    }

    private static void insert(Handle handle, RouteKey key, Collection<TrafficMinute> minutes) {
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO traffic_minute AS old
                        VALUES (:service, :environment, :slot, :instance, :minute,
                                :requests, :errors, CAST(:buckets AS bigint[]))
                        ON CONFLICT (service, environment, slot, instance, minute) DO UPDATE
                        SET requests = old.requests + excluded.requests,
                            errors = old.errors + excluded.errors,
                            buckets = ARRAY(
                                SELECT coalesce(was, 0) + coalesce(new, 0)
                                FROM unnest(old.buckets, excluded.buckets)
                                    WITH ORDINALITY AS both_of(was, new, place)
                                ORDER BY place)
                        """);
        for (TrafficMinute minute : minutes) {
            batch.bind("service", key.service())
                    .bind("environment", key.environment())
                    .bind("slot", minute.slot().name())
                    .bind("instance", minute.instance())
                    .bind("minute", minute.minute())
                    .bind("requests", minute.requests())
                    .bind("errors", minute.errors())
                    .bind("buckets", array(minute.buckets()))
                    .add();
        }
        batch.execute();
    }

    /** Minutes from {@code from} on, oldest first. */
    public List<TrafficMinute> since(RouteKey key, Instant from) {
        return between(key, from, LATEST);
    }

    /** Minutes from {@code from} on, inclusive, until {@code until}, exclusive; oldest first. */
    public List<TrafficMinute> between(RouteKey key, Instant from, Instant until) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT * FROM traffic_minute
                                                WHERE service = :service
                                                  AND environment = :environment
                                                  AND minute >= :from AND minute < :until
                                                ORDER BY minute, slot, instance
                                                """)
                                        .bind("service", key.service())
                                        .bind("environment", key.environment())
                                        .bind("from", from)
                                        .bind("until", until)
                                        .map((rows, context) -> minute(rows))
                                        .list());
    }

    /** Forgets what is older than {@link #KEPT}. */
    public int deleteOld(Instant now) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createUpdate(
                                                "DELETE FROM traffic_minute WHERE minute < :before")
                                        .bind("before", now.minus(KEPT))
                                        .execute());
    }

    private static String array(List<Long> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static TrafficMinute minute(ResultSet rows) throws SQLException {
        return new TrafficMinute(
                Slot.valueOf(rows.getString("slot")),
                rows.getString("instance"),
                rows.getTimestamp("minute").toInstant(),
                rows.getLong("requests"),
                rows.getLong("errors"),
                List.of((Long[]) rows.getArray("buckets").getArray()));
    }
}
