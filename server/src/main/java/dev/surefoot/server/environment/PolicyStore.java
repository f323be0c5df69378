package dev.surefoot.server.environment;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.db.Database;
import dev.surefoot.server.gate.GateDefinition;
import dev.surefoot.server.json.YamlFile;
import dev.surefoot.server.ledger.LedgerEvent;
import dev.surefoot.server.ledger.LedgerStore;

import org.jdbi.v3.core.Handle;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every policy that was ever applied. A version never changes, so what was read of it is kept. Safe
 * for use by many threads; writers take turns in {@link DefinitionDesk}.
 */
public final class PolicyStore {
    private final Database database;
    private final LedgerStore ledger;
    private final List<GateDefinition> builtIns;
    private final VersionCache<Long, PolicyVersion> read = new VersionCache<>();

    /**
     * @param builtIns the gates that policies may name without defining them
     */
    public PolicyStore(Database database, LedgerStore ledger, List<GateDefinition> builtIns) {
        this.database = database;
        this.ledger = ledger;
        this.builtIns = List.copyOf(builtIns);
    }

    /** The policy that holds; empty before the first. */
    public Optional<PolicyVersion> newest() {
        return database.jdbi()
                .withHandle(
                        handle ->
                                newestNumber(handle)
                                        .flatMap(
                                                version ->
                                                        read.get(
                                                                version,
                                                                key -> load(handle, key))));
    }

    /** The text of a version, as it was applied. */
    public String text(long version) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT text FROM policy WHERE version = :version")
                                        .bind("version", version)
                                        .mapTo(String.class)
                                        .one());
    }

    /** Stores the next version and tells the ledger, in one transaction. */
    PolicyVersion add(YamlFile file, Policy policy, String actor, Instant at) {
        Digest digest = Digest.sha256(file.text().getBytes(StandardCharsets.UTF_8));
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            long version = newestNumber(handle).orElse(0L) + 1;
                            handle.createUpdate(
                                            """
                                            INSERT INTO policy
                                                (version, text, digest, applied_at, applied_by)
                                            VALUES (:version, :text, :digest, :at, :by)
                                            """)
                                    .bind("version", version)
                                    .bind("text", file.text())
                                    .bind("digest", digest.toString())
                                    .bind("at", at)
                                    .bind("by", actor)
                                    .execute();
                            ledger.append(handle, applied(version, digest, actor, at));
                            return new PolicyVersion(version, digest, policy, at, actor);
                        });
    }

    private static Optional<Long> newestNumber(Handle handle) {
        return handle.createQuery("SELECT version FROM policy ORDER BY version DESC LIMIT 1")
                .mapTo(Long.class)
                .findOne();
    }

    private Optional<PolicyVersion> load(Handle handle, long version) {
        return handle.createQuery(
                        """
                        SELECT version, text, digest, applied_at, applied_by
                        FROM policy WHERE version = :version
                        """)
                .bind("version", version)
                .map((rows, context) -> read(rows))
                .findOne();
    }

    private PolicyVersion read(ResultSet rows) throws SQLException {
        long version = rows.getLong("version");
        YamlFile file = new YamlFile("policy version " + version, rows.getString("text"));
        return new PolicyVersion(
                version,
                Digest.parse(rows.getString("digest")).orElseThrow(),
                PolicyFile.read(file, builtIns).orThrow(),
                rows.getTimestamp("applied_at").toInstant(),
                rows.getString("applied_by"));
    }

    private static LedgerEvent applied(long version, Digest digest, String actor, Instant at) {
        return new LedgerEvent(
                "policy.applied",
                at,
                actor,
                Map.of("version", version, "digest", digest.toString()));
    }
}
