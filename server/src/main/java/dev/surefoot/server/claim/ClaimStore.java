package dev.surefoot.server.claim;

import dev.surefoot.evidence.Claim;
import dev.surefoot.evidence.Digest;
import dev.surefoot.evidence.EvidenceFile;
import dev.surefoot.server.db.Database;
import dev.surefoot.server.json.Json;
import dev.surefoot.server.ledger.LedgerEvent;
import dev.surefoot.server.ledger.LedgerStore;

import org.jdbi.v3.core.Handle;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tables {@code raw_evidence} and {@code claim}: insert-only. */
public final class ClaimStore {
    private final Database database;
    private final LedgerStore ledger;

    public ClaimStore(Database database, LedgerStore ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /**
     * Stores a submission's files and the claims read from them, whole or not at all. A claim that
     * is known already counts from its first receipt and is not stored again, whoever sends it.
     *
     * @return by claim's id, when it first came if it was known; empty if it is new
     */
    Map<String, Optional<Instant>> add(
            List<EvidenceFile> files, List<Claim> claims, Instant at, String actor) {
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            Map<String, Optional<Instant>> known = new TreeMap<>();
                            // One submission about an artifact at a time: two equal ones at once
                            // must not both be the first.
                            claims.stream()
                                    .map(claim -> claim.subject().toString())
                                    .distinct()
                                    .sorted()
                                    .forEach(subject -> lock(handle, subject));
                            files.forEach(file -> insertRaw(handle, file, at));
                            for (Claim claim : claims) {
                                Optional<Instant> before = firstReceipt(handle, claim.id());
                                known.putIfAbsent(claim.id(), before);
                                if (before.isEmpty()) {
                                    insertClaim(handle, claim);
                                    ledger.append(handle, received(claim, at, actor));
                                }
                            }
                            return known;
                        });
    }

    /** Every claim about a digest, superseded ones included, oldest first. */
    public List<Claim> about(Digest subject) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT body FROM claim WHERE subject = :subject
                                                ORDER BY received_at, id
                                                """)
                                        .bind("subject", subject.toString())
                                        .map(
                                                (rows, context) ->
                                                        Json.MAPPER.readValue(
                                                                rows.getString("body"),
                                                                Claim.class))
                                        .list());
    }

    private static void insertRaw(Handle handle, EvidenceFile file, Instant at) {
        handle.createUpdate(
                        """
                        INSERT INTO raw_evidence (digest, name, bytes, received_at)
                        VALUES (:digest, :name, :bytes, :at) ON CONFLICT DO NOTHING
                        """)
                .bind("digest", Digest.sha256(file.bytes()).toString())
                .bind("name", file.name())
                .bind("bytes", file.bytes())
                .bind("at", at)
                .execute();
    }

    private static void lock(Handle handle, String subject) {
        handle.createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:subject, 6))")
                .bind("subject", subject)
                .mapToMap()
                .list();
    }

    private static Optional<Instant> firstReceipt(Handle handle, String id) {
        return handle.createQuery("SELECT min(received_at) AS first FROM claim WHERE id = :id")
                .bind("id", id)
                .map((rows, context) -> Optional.ofNullable(rows.getTimestamp("first")))
                .one()
                .map(Timestamp::toInstant);
    }

    private static void insertClaim(Handle handle, Claim claim) {
        handle.createUpdate(
                        """
                        INSERT INTO claim
                            (id, subject, kind, suite, claimed_at, received_at, body)
                        VALUES
                            (:id, :subject, :kind, :suite, :claimedAt, :receivedAt, :body::jsonb)
                        """)
                .bind("id", claim.id())
                .bind("subject", claim.subject().toString())
                .bind("kind", claim.kind())
                .bind("suite", claim.suite())
                .bind("claimedAt", claim.claimedAt())
                .bind("receivedAt", claim.receivedAt())
                .bind("body", Json.MAPPER.writeValueAsString(claim))
                .execute();
    }

    private static LedgerEvent received(Claim claim, Instant at, String actor) {
        Map<String, Object> body = new TreeMap<>();
        body.put("claim", claim.id());
        body.put("subject", claim.subject().toString());
        body.put("kind", claim.kind());
        body.put("suite", claim.suite());
        body.put("result", claim.result().name());
        body.put("trust", claim.trust().name());
        body.put("raw", claim.rawDigests().stream().map(Digest::toString).toList());
        claim.signer().ifPresent(signer -> body.put("signer", signer));
        return new LedgerEvent("claim.received", at, actor, body);
    }
}
