package dev.surefoot.server.artifact;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.db.Database;
import dev.surefoot.server.ledger.LedgerEvent;
import dev.surefoot.server.ledger.LedgerStore;

import java.util.Map;
import java.util.Optional;

/** Which artifacts arrived, when, from whom. The bytes are in {@link ArtifactFiles}. */
public final class ArtifactStore {
    private final Database database;
    private final LedgerStore ledger;

    public ArtifactStore(Database database, LedgerStore ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /** Records an arrival; the second of the same digest changes nothing. */
    public void add(Artifact artifact) {
        database.jdbi()
                .useTransaction(
                        handle -> {
                            int added =
                                    handle.createUpdate(
                                                    """
                                                    INSERT INTO artifact
                                                        (digest, size, received_at, received_by)
                                                    VALUES (:digest, :size, :at, :by)
                                                    ON CONFLICT DO NOTHING
                                                    """)
                                            .bind("digest", artifact.digest().toString())
                                            .bind("size", artifact.size())
                                            .bind("at", artifact.receivedAt())
                                            .bind("by", artifact.receivedBy())
                                            .execute();
                            if (added == 1) {
                                ledger.append(handle, received(artifact));
                            }
                        });
    }

    /** The artifact of this digest, if it arrived. */
    public Optional<Artifact> find(Digest digest) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT size, received_at, received_by FROM artifact
                                                WHERE digest = :digest
                                                """)
                                        .bind("digest", digest.toString())
                                        .map(
                                                (rows, context) ->
                                                        new Artifact(
                                                                digest,
                                                                rows.getLong("size"),
                                                                rows.getTimestamp("received_at")
                                                                        .toInstant(),
                                                                rows.getString("received_by")))
                                        .findOne());
    }

    private static LedgerEvent received(Artifact artifact) {
        return new LedgerEvent(
                "artifact.received",
                artifact.receivedAt(),
                artifact.receivedBy(),
                Map.of("digest", artifact.digest().toString(), "size", artifact.size()));
    }
}
