package dev.surefoot.server.candidate;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.db.Database;
import dev.surefoot.server.ledger.LedgerEvent;
import dev.surefoot.server.ledger.LedgerStore;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Table {@code candidate}: insert-only. */
public final class CandidateStore {
    private static final String COLUMNS =
            "id, service, artifact, repository, commit_id, schema_bundle, created_at, created_by";

    private final Database database;
    private final LedgerStore ledger;

    public CandidateStore(Database database, LedgerStore ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /**
     * Adds a candidate, or returns the one that has the same service, artifact, source and schema.
     */
    public Candidate add(Candidate wanted) {
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            int added = insert(handle, wanted);
                            if (added == 1) {
                                ledger.append(handle, created(wanted));
                                return wanted;
                            }
                            return same(handle, wanted);
                        });
    }

    /** The candidate with this id. */
    public Optional<Candidate> find(UUID id) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT "
                                                        + COLUMNS
                                                        + " FROM candidate WHERE id = :id")
                                        .bind("id", id)
                                        .map((rows, context) -> read(rows))
                                        .findOne());
    }

    /** Candidates of a service, newest first. */
    public List<Candidate> newest(String service, int limit) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT "
                                                        + COLUMNS
                                                        + " FROM candidate"
                                                        + " WHERE service = :service"
                                                        + " ORDER BY id DESC LIMIT :limit")
                                        .bind("service", service)
                                        .bind("limit", limit)
                                        .map((rows, context) -> read(rows))
                                        .list());
    }

    /** The newest candidate of a service that was built from {@code commit}. */
    public Optional<Candidate> byCommit(String service, String commit) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT "
                                                        + COLUMNS
                                                        + """
                                                           FROM candidate
                                                          WHERE service = :service
                                                          AND commit_id = :commit
                                                          ORDER BY id DESC LIMIT 1
                                                          """)
                                        .bind("service", service)
                                        .bind("commit", commit)
                                        .map((rows, context) -> read(rows))
                                        .findOne());
    }

    /** Candidates whose id ends in {@code suffix}, as people type it; at most two are returned. */
    public List<Candidate> endingIn(String suffix) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT "
                                                        + COLUMNS
                                                        + " FROM candidate"
                                                        + " WHERE right(id::text, :length) = :suffix"
                                                        + " LIMIT 2")
                                        .bind("length", suffix.length())
                                        .bind("suffix", suffix)
                                        .map((rows, context) -> read(rows))
                                        .list());
    }

    private static int insert(Handle handle, Candidate wanted) {
        return handle.createUpdate(
                        """
                        INSERT INTO candidate
                            (id, service, artifact, repository, commit_id, schema_bundle, created_at,
                             created_by)
                        VALUES (:id, :service, :artifact, :repository, :commit, :schema, :at, :by)
                        ON CONFLICT (service, artifact, repository, commit_id, schema_bundle)
                            DO NOTHING
                        """)
                .bind("id", wanted.id())
                .bind("service", wanted.service())
                .bind("artifact", wanted.artifact().toString())
                .bind("repository", wanted.repository())
                .bind("commit", wanted.commit())
                .bind("schema", schema(wanted))
                .bind("at", wanted.createdAt())
                .bind("by", wanted.createdBy())
                .execute();
    }

    private static Candidate same(Handle handle, Candidate wanted) {
        return handle.createQuery(
                        "SELECT "
                                + COLUMNS
                                + """
                                   FROM candidate WHERE service = :service
                                   AND artifact = :artifact AND repository = :repository
                                   AND commit_id = :commit AND schema_bundle = :schema
                                  """)
                .bind("service", wanted.service())
                .bind("artifact", wanted.artifact().toString())
                .bind("repository", wanted.repository())
                .bind("commit", wanted.commit())
                .bind("schema", schema(wanted))
                .map((rows, context) -> read(rows))
                .one();
    }

    /** A text that is never null, so that it can be a part of a unique key. */
    private static String schema(Candidate candidate) {
        return candidate.schema().map(Digest::toString).orElse("");
    }

    private static Candidate read(ResultSet rows) throws SQLException {
        return new Candidate(
                rows.getObject("id", UUID.class),
                rows.getString("service"),
                Digest.parse(rows.getString("artifact")).orElseThrow(),
                rows.getString("repository"),
                rows.getString("commit_id"),
                Digest.parse(rows.getString("schema_bundle")),
                rows.getTimestamp("created_at").toInstant(),
                rows.getString("created_by"));
    }

    private static LedgerEvent created(Candidate candidate) {
        Map<String, Object> what =
                new TreeMap<>(
                        Map.of(
                                "candidate", candidate.id().toString(),
                                "service", candidate.service(),
                                "artifact", candidate.artifact().toString(),
                                "repository", candidate.repository(),
                                "commit", candidate.commit()));
        candidate.schema().ifPresent(digest -> what.put("schema", digest.toString()));
        return new LedgerEvent(
                "candidate.created", candidate.createdAt(), candidate.createdBy(), what);
    }
}
