package dev.surefoot.server.freeze;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.db.Database;
import dev.surefoot.server.ledger.LedgerEvent;
import dev.surefoot.server.ledger.LedgerStore;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Table {@code release_freeze}. */
public final class FreezeStore {
    private static final String SELECT =
            "SELECT id, service, environment, digest, reason, started_by, started_at, until,"
                    + " ended_by, ended_at FROM release_freeze ";

    private final Database database;
    private final LedgerStore ledger;

    public FreezeStore(Database database, LedgerStore ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /** Adds a freeze, and tells the ledger. */
    void add(Freeze freeze) {
        FreezeScope scope = freeze.scope();
        database.jdbi()
                .useTransaction(
                        handle -> {
                            handle.createUpdate(
                                            """
                                            INSERT INTO release_freeze
                                                (id, service, environment, digest, reason,
                                                 started_by, started_at, until)
                                            VALUES (:id, :service, :environment, :digest, :reason,
                                                    :by, :at, :until)
                                            """)
                                    .bind("id", freeze.id())
                                    .bind("service", scope.service().orElse(null))
                                    .bind("environment", scope.environment().orElse(null))
                                    .bind(
                                            "digest",
                                            scope.digest().map(Digest::toString).orElse(null))
                                    .bind("reason", freeze.reason())
                                    .bind("by", freeze.startedBy())
                                    .bind("at", freeze.startedAt())
                                    .bind("until", freeze.until())
                                    .execute();
                            ledger.append(handle, started(freeze));
                        });
    }

    /** Ends a freeze, and tells the ledger; the first who ends it is kept. */
    Freeze end(Freeze freeze, String actor, Instant at) {
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            int ended =
                                    handle.createUpdate(
                                                    """
                                                    UPDATE release_freeze
                                                    SET ended_by = :by, ended_at = :at
                                                    WHERE id = :id AND ended_at IS NULL
                                                    """)
                                            .bind("id", freeze.id())
                                            .bind("by", actor)
                                            .bind("at", at)
                                            .execute();
                            Freeze now = find(handle, freeze.id());
                            if (ended == 1) {
                                ledger.append(
                                        handle,
                                        new LedgerEvent(
                                                "freeze.ended",
                                                at,
                                                actor,
                                                Map.of("freeze", freeze.id().toString())));
                            }
                            return now;
                        });
    }

    /** Every freeze that holds at {@code at}, the first to end first. */
    List<Freeze> holding(Instant at) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                SELECT
                                                        + """
                                                          WHERE ended_at IS NULL AND until > :at
                                                          ORDER BY until, id
                                                          """)
                                        .bind("at", at)
                                        .map((rows, context) -> read(rows))
                                        .list());
    }

    /** Freezes whose id ends in {@code suffix}, as people type it; at most two. */
    List<Freeze> endingIn(String suffix) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                SELECT
                                                        + """
                                                          WHERE right(id::text, :length) = :suffix
                                                          LIMIT 2
                                                          """)
                                        .bind("length", suffix.length())
                                        .bind("suffix", suffix)
                                        .map((rows, context) -> read(rows))
                                        .list());
    }

    private static Freeze find(Handle handle, UUID id) {
        return handle.createQuery(SELECT + "WHERE id = :id")
                .bind("id", id)
                .map((rows, context) -> read(rows))
                .one();
    }

    private static Freeze read(ResultSet rows) throws SQLException {
        Timestamp endedAt = rows.getTimestamp("ended_at");
        return new Freeze(
                rows.getObject("id", UUID.class),
                new FreezeScope(
                        Optional.ofNullable(rows.getString("service")),
                        Optional.ofNullable(rows.getString("environment")),
                        Optional.ofNullable(rows.getString("digest")).flatMap(Digest::parse)),
                rows.getString("reason"),
                rows.getString("started_by"),
                rows.getTimestamp("started_at").toInstant(),
                rows.getTimestamp("until").toInstant(),
                endedAt == null
                        ? Optional.empty()
                        : Optional.of(
                                new Freeze.Ended(rows.getString("ended_by"), endedAt.toInstant())));
    }

    private static LedgerEvent started(Freeze freeze) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("freeze", freeze.id().toString());
        details.put("reason", freeze.reason());
        details.put("until", freeze.until().toString());
        freeze.scope().service().ifPresent(it -> details.put("service", it));
        freeze.scope().environment().ifPresent(it -> details.put("environment", it));
        freeze.scope().digest().ifPresent(it -> details.put("digest", it.toString()));
        return new LedgerEvent("freeze.started", freeze.startedAt(), freeze.startedBy(), details);
    }
}
