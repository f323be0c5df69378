package dev.surefoot.server.schema;

import dev.surefoot.server.db.Database;
import dev.surefoot.server.json.Json;
import dev.surefoot.server.ledger.LedgerEvent;
import dev.surefoot.server.ledger.LedgerStore;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tables {@code schema_change}, {@code schema_event}, {@code schema_report} and {@code
 * schema_quiet}. A save is a compare-and-set on the version, with one entry of the ledger.
 */
public final class SchemaStore {
    private static final String SELECT =
            "SELECT id, subject, state_body, version FROM schema_change ";

    private final Database database;
    private final LedgerStore ledger;

    public SchemaStore(Database database, LedgerStore ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /** Adds a change, or returns the open one of the same candidate in the same place. */
    SchemaChange add(SchemaChange wanted, String why, String actor) {
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            int added = insert(handle, wanted);
                            if (added == 1) {
                                tell(handle, wanted, why, actor);
                                return wanted;
                            }
                            return open(handle, wanted.subject()).orElseThrow();
                        });
    }

    /** Saves a change in its next state; empty if somebody else saved first. */
    Optional<SchemaChange> save(SchemaChange next, String why, String actor) {
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            int saved =
                                    handle.createUpdate(
                                                    """
                                                    UPDATE schema_change
                                                    SET subject = :subject::jsonb, state = :state,
                                                        state_body = :body::jsonb, since = :since,
                                                        ended = :ended, version = version + 1
                                                    WHERE id = :id AND version = :version
                                                    """)
                                            .bind("subject", json(next.subject()))
                                            .bind("state", next.state().label())
                                            .bind("body", body(next.state()))
                                            .bind("since", next.state().since())
                                            .bind("ended", next.state().ended())
                                            .bind("id", next.id())
                                            .bind("version", next.version())
                                            .execute();
                            if (saved == 0) {
                                return Optional.empty();
                            }
                            SchemaChange now = next.saved(next.version() + 1);
                            tell(handle, now, why, actor);
                            return Optional.of(now);
                        });
    }

    /** Everything that is not at its end. */
    List<SchemaChange> open() {
        return changes("WHERE NOT ended ORDER BY id", Map.of());
    }

    /** The changes of one place, newest first. */
    public List<SchemaChange> of(String service, String environment, int limit) {
        return changes(
                """
                WHERE service = :service AND environment = :environment
                ORDER BY id DESC LIMIT :limit
                """,
                Map.of("service", service, "environment", environment, "limit", limit));
    }

    /** The newest change of a candidate in one place. */
    public Optional<SchemaChange> newest(String service, String environment, UUID candidate) {
        return changes(
                        """
                        WHERE service = :service AND environment = :environment
                          AND candidate = :candidate
                        ORDER BY id DESC LIMIT 1
                        """,
                        Map.of(
                                "service", service,
                                "environment", environment,
                                "candidate", candidate))
                .stream()
                .findFirst();
    }

    /** The changes of one place that began to take something away, newest first. */
    List<SchemaChange> contracted(String service, String environment) {
        return entered(service, environment, "CONTRACTING");
    }

    /** The changes of one place that began to run something there, newest first. */
    List<SchemaChange> begun(String service, String environment) {
        return entered(service, environment, "EXPANDING");
    }

    private List<SchemaChange> entered(String service, String environment, String state) {
        return changes(
                """
                WHERE service = :service AND environment = :environment
                  AND EXISTS (
                    SELECT 1 FROM schema_event
                    WHERE change = schema_change.id AND state = :state)
                ORDER BY id DESC LIMIT 100
                """,
                Map.of("service", service, "environment", environment, "state", state));
    }

    private List<SchemaChange> changes(String where, Map<String, ?> bindings) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(SELECT + where)
                                        .bindMap(bindings)
                                        .map((rows, context) -> read(rows))
                                        .list());
    }

    /** Whether another change of the place has begun to run a phase since then. */
    boolean ranSince(SchemaChange than, Instant since) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT EXISTS (
                                                    SELECT 1 FROM schema_event e
                                                    JOIN schema_change c ON c.id = e.change
                                                    WHERE c.service = :service
                                                      AND c.environment = :environment
                                                      AND c.id <> :id AND e.at >= :since
                                                      AND e.state IN ('EXPANDING', 'EXPANDED',
                                                          'BACKFILLING', 'CONTRACTING', 'COMPLETE'))
                                                """)
                                        .bind("service", than.subject().service())
                                        .bind("environment", than.subject().environment())
                                        .bind("id", than.id())
                                        .bind("since", since)
                                        .mapTo(Boolean.class)
                                        .one());
    }

    /** What happened to a change, first things first. */
    public List<Event> events(UUID change) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT at, state, why FROM schema_event
                                                WHERE change = :change ORDER BY version
                                                """)
                                        .bind("change", change)
                                        .map(
                                                (rows, context) ->
                                                        new Event(
                                                                rows.getTimestamp("at").toInstant(),
                                                                rows.getString("state"),
                                                                rows.getString("why")))
                                        .list());
    }

    /** A state that a change entered, and why. */
    public record Event(Instant at, String state, String why) {}

    /** Keeps the report of a trial; an older one of the same change gives way. */
    void report(UUID change, Instant at, String json) {
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                """
                                                INSERT INTO schema_report (change, at, report)
                                                VALUES (:change, :at, :report::jsonb)
                                                ON CONFLICT (change) DO UPDATE
                                                SET at = excluded.at, report = excluded.report
                                                """)
                                        .bind("change", change)
                                        .bind("at", at)
                                        .bind("report", json)
                                        .execute());
    }

    /** The report of a change's last trial, as JSON. */
    public Optional<String> report(UUID change) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT report FROM schema_report"
                                                        + " WHERE change = :change")
                                        .bind("change", change)
                                        .mapTo(String.class)
                                        .findOne());
    }

    /** Since when it is quiet, as far as somebody looked. */
    public Optional<Quiet> quiet(UUID change) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT since, looked, others FROM schema_quiet
                                                WHERE change = :change
                                                """)
                                        .bind("change", change)
                                        .map(
                                                (rows, context) ->
                                                        new Quiet(
                                                                Optional.ofNullable(
                                                                                rows.getTimestamp(
                                                                                        "since"))
                                                                        .map(Timestamp::toInstant),
                                                                rows.getTimestamp("looked")
                                                                        .toInstant(),
                                                                rows.getString("others")))
                                        .findOne());
    }

    /** Keeps what the last look at the sessions gave. */
    void quiet(UUID change, Quiet quiet) {
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                """
                                                INSERT INTO schema_quiet
                                                    (change, since, looked, others)
                                                VALUES (:change, :since, :looked, :others)
                                                ON CONFLICT (change) DO UPDATE
                                                SET since = excluded.since,
                                                    looked = excluded.looked,
                                                    others = excluded.others
                                                """)
                                        .bind("change", change)
                                        .bind("since", quiet.since().orElse(null))
                                        .bind("looked", quiet.looked())
                                        .bind("others", quiet.others())
                                        .execute());
    }

    private static int insert(Handle handle, SchemaChange change) {
        SchemaChange.Subject subject = change.subject();
        return handle.createUpdate(
                        """
                        INSERT INTO schema_change
                            (id, service, environment, candidate, subject, state, state_body,
                             since, ended, version)
                        VALUES (:id, :service, :environment, :candidate, :subject::jsonb, :state,
                                :body::jsonb, :since, :ended, :version)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("id", change.id())
                .bind("service", subject.service())
                .bind("environment", subject.environment())
                .bind("candidate", subject.candidate())
                .bind("subject", json(subject))
                .bind("state", change.state().label())
                .bind("body", body(change.state()))
                .bind("since", change.state().since())
                .bind("ended", change.state().ended())
                .bind("version", change.version())
                .execute();
    }

    private static Optional<SchemaChange> open(Handle handle, SchemaChange.Subject subject) {
        return handle.createQuery(
                        SELECT
                                + """
                                  WHERE service = :service AND environment = :environment
                                    AND candidate = :candidate AND NOT ended
                                  """)
                .bind("service", subject.service())
                .bind("environment", subject.environment())
                .bind("candidate", subject.candidate())
                .map((rows, context) -> read(rows))
                .findOne();
    }

    private void tell(Handle handle, SchemaChange change, String why, String actor) {
        Instant at = change.state().since();
        handle.createUpdate(
                        """
                        INSERT INTO schema_event (change, version, at, state, why)
                        VALUES (:change, :version, :at, :state, :why)
                        """)
                .bind("change", change.id())
                .bind("version", change.version())
                .bind("at", at)
                .bind("state", change.state().label())
                .bind("why", why)
                .execute();
        SchemaChange.Subject subject = change.subject();
        ledger.append(
                handle,
                new LedgerEvent(
                        "schema." + change.state().label().toLowerCase(java.util.Locale.ROOT),
                        at,
                        actor,
                        Map.of(
                                "change", change.id().toString(),
                                "service", subject.service(),
                                "environment", subject.environment(),
                                "candidate", subject.candidate().toString(),
                                "bundle", subject.bundle().toString(),
                                "why", why)));
    }

    private static String json(SchemaChange.Subject subject) {
        return Json.MAPPER.writeValueAsString(subject);
    }

    private static String body(SchemaState state) {
        return Json.MAPPER.writerFor(SchemaState.class).writeValueAsString(state);
    }

    private static SchemaChange read(ResultSet rows) throws SQLException {
        return new SchemaChange(
                rows.getObject("id", UUID.class),
                Json.MAPPER.readValue(rows.getString("subject"), SchemaChange.Subject.class),
                Json.MAPPER.readValue(rows.getString("state_body"), SchemaState.class),
                rows.getLong("version"));
    }
}
