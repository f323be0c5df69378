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
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    /** Whose signatures count now; nobody's before the first policy. */
    public PolicyTrust trust() {
        return newest().map(each -> each.policy().trust()).orElse(PolicyTrust.NOBODY);
    }

    /** A policy with the files that it names, by path. */
    record Upload(YamlFile file, Map<String, String> files) {
        Upload {
            files = Map.copyOf(files);
        }
    }

    /** Stores the next version and tells the ledger, in one transaction. */
    PolicyVersion add(Upload upload, Policy policy, String actor, Instant at) {
        YamlFile file = upload.file();
        Digest digest = digest(file.text());
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
                            upload.files()
                                    .forEach((path, text) -> put(handle, version, path, text));
                            ledger.append(handle, applied(version, upload, actor, at));
                            return new PolicyVersion(
                                    version, digest, upload.files(), policy, at, actor);
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
                .map((rows, context) -> read(rows, files(handle, version)))
                .findOne();
    }

    private static void put(Handle handle, long version, String path, String text) {
        handle.createUpdate(
                        "INSERT INTO policy_file (version, path, text) VALUES (:version, :path, :text)")
                .bind("version", version)
                .bind("path", path)
                .bind("text", text)
                .execute();
    }

    private static Map<String, String> files(Handle handle, long version) {
        return handle
                .createQuery("SELECT path, text FROM policy_file WHERE version = :version")
                .bind("version", version)
                .map((rows, context) -> Map.entry(rows.getString("path"), rows.getString("text")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private PolicyVersion read(ResultSet rows, Map<String, String> files) throws SQLException {
        long version = rows.getLong("version");
        YamlFile file = new YamlFile("policy version " + version, rows.getString("text"));
        return new PolicyVersion(
                version,
                Digest.parse(rows.getString("digest")).orElseThrow(),
                files,
                PolicyFile.read(file, builtIns, files).orThrow(),
                rows.getTimestamp("applied_at").toInstant(),
                rows.getString("applied_by"));
    }

    private static LedgerEvent applied(long version, Upload upload, String actor, Instant at) {
        Map<String, Object> body = new TreeMap<>();
        body.put("version", version);
        body.put("digest", digest(upload.file().text()).toString());
        if (!upload.files().isEmpty()) {
            Map<String, String> digests = new TreeMap<>();
            upload.files().forEach((path, text) -> digests.put(path, digest(text).toString()));
            body.put("files", digests);
        }
        return new LedgerEvent("policy.applied", at, actor, body);
    }

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
