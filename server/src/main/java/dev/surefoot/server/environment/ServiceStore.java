package dev.surefoot.server.environment;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.db.Database;
import dev.surefoot.server.json.YamlFile;
import dev.surefoot.server.ledger.LedgerEvent;
import dev.surefoot.server.ledger.LedgerStore;

import org.jdbi.v3.core.Handle;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every version of every service's definition, with its configuration files. A version never
 * changes, so what was read of it is kept. Safe for use by many threads; writers take turns in
 * {@link DefinitionDesk}.
 */
public final class ServiceStore {
    private final Database database;
    private final LedgerStore ledger;
    private final VersionCache<Key, ServiceVersion> read = new VersionCache<>();

    public ServiceStore(Database database, LedgerStore ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    private record Key(String service, long version) {}

    /** A version of a service's definition, for example the one that a promotion is pinned to. */
    public Optional<ServiceVersion> find(String service, long version) {
        return database.jdbi().withHandle(handle -> cached(handle, new Key(service, version)));
    }

    /** The definition in a version, for who needs no more. */
    public Optional<ServiceDefinition> service(String service, long version) {
        return find(service, version).map(ServiceVersion::definition);
    }

    /** The newest version of a service's definition. */
    public Optional<ServiceVersion> newest(String service) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                newestNumber(handle, service)
                                        .flatMap(
                                                version ->
                                                        cached(handle, new Key(service, version))));
    }

    /** The text of a version, as it was applied. */
    public String text(String service, long version) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT text FROM service_definition
                                                WHERE service = :service AND version = :version
                                                """)
                                        .bind("service", service)
                                        .bind("version", version)
                                        .mapTo(String.class)
                                        .one());
    }

    /** The newest version of every service, by name. */
    public List<ServiceVersion> newest() {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle
                                        .createQuery(
                                                """
                                                SELECT service, max(version) AS version
                                                FROM service_definition
                                                GROUP BY service ORDER BY service
                                                """)
                                        .map(
                                                (rows, context) ->
                                                        new Key(
                                                                rows.getString("service"),
                                                                rows.getLong("version")))
                                        .list()
                                        .stream()
                                        .flatMap(key -> cached(handle, key).stream())
                                        .toList());
    }

    /** The raw bytes of a configuration file, {@code ${env:…}} not filled in. */
    public Optional<byte[]> config(Digest digest) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT bytes FROM config_file
                                                WHERE digest = :digest
                                                """)
                                        .bind("digest", digest.toString())
                                        .mapTo(byte[].class)
                                        .findOne());
    }

    /** Stores the next version with its files and tells the ledger, in one transaction. */
    ServiceVersion add(YamlFile file, ServiceUpload upload, String actor, Instant at) {
        Digest digest = Digest.sha256(file.text().getBytes(StandardCharsets.UTF_8));
        String service = upload.definition().service();
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            long version = newestNumber(handle, service).orElse(0L) + 1;
                            ServiceVersion added =
                                    new ServiceVersion(
                                            version,
                                            digest,
                                            upload.digests(),
                                            upload.definition(),
                                            at,
                                            actor);
                            insert(handle, added, file.text());
                            upload.configs()
                                    .forEach(
                                            (name, bytes) ->
                                                    insertConfig(handle, added, name, bytes));
                            ledger.append(handle, applied(added));
                            return added;
                        });
    }

    private Optional<ServiceVersion> cached(Handle handle, Key key) {
        return read.get(key, wanted -> load(handle, wanted));
    }

    private static Optional<Long> newestNumber(Handle handle, String service) {
        return handle.createQuery(
                        """
                        SELECT version FROM service_definition
                        WHERE service = :service ORDER BY version DESC LIMIT 1
                        """)
                .bind("service", service)
                .mapTo(Long.class)
                .findOne();
    }

    private static void insert(Handle handle, ServiceVersion added, String text) {
        handle.createUpdate(
                        """
                        INSERT INTO service_definition
                            (service, version, text, digest, applied_at, applied_by)
                        VALUES (:service, :version, :text, :digest, :at, :by)
                        """)
                .bind("service", added.definition().service())
                .bind("version", added.version())
                .bind("text", text)
                .bind("digest", added.digest().toString())
                .bind("at", added.appliedAt())
                .bind("by", added.appliedBy())
                .execute();
    }

    private static void insertConfig(Handle handle, ServiceVersion of, String name, byte[] bytes) {
        String digest = Digest.sha256(bytes).toString();
        handle.createUpdate(
                        """
                        INSERT INTO config_file (digest, bytes) VALUES (:digest, :bytes)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("digest", digest)
                .bind("bytes", bytes)
                .execute();
        handle.createUpdate(
                        """
                        INSERT INTO service_config (service, version, name, digest)
                        VALUES (:service, :version, :name, :digest)
                        """)
                .bind("service", of.definition().service())
                .bind("version", of.version())
                .bind("name", name)
                .bind("digest", digest)
                .execute();
    }

    private static Optional<ServiceVersion> load(Handle handle, Key key) {
        Map<String, Digest> configs = new HashMap<>();
        handle.createQuery(
                        """
                        SELECT name, digest FROM service_config
                        WHERE service = :service AND version = :version
                        """)
                .bind("service", key.service())
                .bind("version", key.version())
                .map((rows, context) -> Map.entry(rows.getString("name"), digest(rows)))
                .forEach(entry -> configs.put(entry.getKey(), entry.getValue()));
        return handle.createQuery(
                        """
                        SELECT text, digest, applied_at, applied_by FROM service_definition
                        WHERE service = :service AND version = :version
                        """)
                .bind("service", key.service())
                .bind("version", key.version())
                .map((rows, context) -> read(rows, key, configs))
                .findOne();
    }

    private static ServiceVersion read(ResultSet rows, Key key, Map<String, Digest> configs)
            throws SQLException {
        YamlFile file =
                new YamlFile(key.service() + " version " + key.version(), rows.getString("text"));
        return new ServiceVersion(
                key.version(),
                digest(rows),
                configs,
                ServiceFile.read(file, configs.keySet()).orThrow().definition(),
                rows.getTimestamp("applied_at").toInstant(),
                rows.getString("applied_by"));
    }

    private static Digest digest(ResultSet rows) throws SQLException {
        return Digest.parse(rows.getString("digest")).orElseThrow();
    }

    private static LedgerEvent applied(ServiceVersion added) {
        Map<String, String> configs = new TreeMap<>();
        added.configs().forEach((name, digest) -> configs.put(name, digest.toString()));
        return new LedgerEvent(
                "service.applied",
                added.appliedAt(),
                added.appliedBy(),
                Map.of(
                        "service", added.definition().service(),
                        "version", added.version(),
                        "digest", added.digest().toString(),
                        "configs", configs));
    }
}
