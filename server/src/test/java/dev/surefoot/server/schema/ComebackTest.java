package dev.surefoot.server.schema;

import static dev.surefoot.server.schema.SchemaSamples.AT;
import static dev.surefoot.server.schema.SchemaSamples.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.evidence.Digest;
import dev.surefoot.schema.bundle.BundleFile;
import dev.surefoot.server.artifact.Artifact;
import dev.surefoot.server.artifact.ArtifactFiles;
import dev.surefoot.server.artifact.ArtifactStore;
import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.candidate.CandidateStore;
import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.server.time.Ids;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An older candidate comes again to a database that newer ones have changed since. */
class ComebackTest {
    private static final String TABLE =
            """
            -- surefoot: phase=expand
            create table users (id bigint primary key, name text not null);
            """;
    private static final String ADD =
            """
            -- surefoot: phase=expand
            alter table users add column full_name text;
            """;
    private static final String DROP =
            """
            -- surefoot: phase=contract
            alter table users drop column name;
            """;
    private static final String READS = "{\"sql\": \"select id, name from users\"}\n";
    private static final SchemaWork.Watch WATCH =
            new SchemaWork.Watch(progress -> {}, () -> false, () -> {});

    @TempDir Path directory;

    private final TestDatabase database = TestDatabase.create();
    private final LedgerStore ledger = new LedgerStore();
    private final SchemaStore store = new SchemaStore(database.database(), ledger);
    private int candidates;
    private String target = "";

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    @Requirement("SCHEMA-6")
    void an_older_version_whose_statements_work_on_what_newer_ones_added_may_come_again()
            throws Exception {
        SchemaChange older = candidate(Map.of("V1__users.sql", TABLE), READS);
        SchemaChange newer =
                candidate(Map.of("V1__users.sql", TABLE, "V2__add.sql", ADD, "V3__drop.sql", DROP));
        expand(older);
        expand(newer);

        Errand.Outcome outcome = library().prove(older, WATCH);

        Proof proof = proof(outcome);
        assertThat(proof.verdict()).as(proof.words()).isEqualTo(Proof.Verdict.PASS);
        assertThat(proof.words()).contains("1 statements of it work").contains("V2__add.sql");
        assertThat(proof.files()).isEmpty();
        assertThat(proof.cell("NEW", "EXPANDED").orElseThrow().verdict())
                .isEqualTo(Proof.Verdict.PASS);
        assertThat(store.report(older.id()).orElseThrow()).doesNotContain("V2__add.sql");
    }

    @Test
    @Requirement("SCHEMA-6")
    void one_whose_statement_breaks_on_what_a_newer_one_took_away_is_refused_with_it()
            throws Exception {
        SchemaChange older = candidate(Map.of("V1__users.sql", TABLE), READS);
        SchemaChange silent = candidate(Map.of("V1__users.sql", TABLE));
        SchemaChange newer =
                candidate(Map.of("V1__users.sql", TABLE, "V2__add.sql", ADD, "V3__drop.sql", DROP));
        expand(older);
        expand(newer);
        contract(newer);

        Proof proof = proof(library().prove(older, WATCH));
        Proof unknown = proof(library().prove(silent, WATCH));

        assertThat(proof.verdict()).isEqualTo(Proof.Verdict.FAIL);
        assertThat(proof.words())
                .contains("select id, name from users")
                .contains("42703")
                .contains("V3__drop.sql")
                .contains("roll forward");
        assertThat(unknown.verdict()).isEqualTo(Proof.Verdict.INCONCLUSIVE);
        assertThat(unknown.words()).contains("--statements");
    }

    @Test
    @Requirement("SCHEMA-6")
    void what_ran_as_nobody_brings_it_and_what_a_newer_one_misses_stay_refused() throws Exception {
        SchemaChange older = candidate(Map.of("V1__users.sql", TABLE), READS);
        SchemaChange edits =
                candidate(Map.of("V1__users.sql", TABLE + "-- edited\n", "V2__add.sql", ADD));
        SchemaChange newer = candidate(Map.of("V1__users.sql", TABLE, "V2__add.sql", ADD));
        SchemaChange newest = candidate(Map.of("V1__users.sql", TABLE));
        expand(older);
        expand(newer);

        Errand.Outcome edited = library().prove(edits, WATCH);
        Errand.Outcome missing = library().prove(newest, WATCH);
        run(target, "update surefoot_schema.file set sha256 = 'ab' where path = 'V2__add.sql'");
        Errand.Outcome foreign = library().prove(older, WATCH);

        assertThat(why(edited)).contains("D04").contains("V1__users.sql was edited");
        assertThat(why(missing)).contains("D04").contains("V2__add.sql was run here");
        assertThat(why(foreign)).contains("D04").contains("V2__add.sql was run here with SHA-256");
    }

    @Test
    @Requirement("SCHEMA-6")
    void what_an_older_version_has_left_to_take_away_is_tried_on_what_newer_ones_added()
            throws Exception {
        String note = "-- surefoot: phase=contract\nalter table users drop column note;\n";
        String table = TABLE.replace("text not null", "text not null, note text");
        Map<String, String> first = Map.of("V1__users.sql", table, "V1_1__note.sql", note);
        SchemaChange older = candidate(first, READS);
        SchemaChange newer =
                candidate(
                        Map.of(
                                "V1__users.sql", table,
                                "V1_1__note.sql", note,
                                "V2__add.sql", ADD));
        expand(older);
        expand(newer);

        Proof proof = proof(library().prove(older, WATCH));
        library().contract(proven(older, proof), WATCH);

        assertThat(proof.files()).extracting(Proof.File::path).containsExactly("V1_1__note.sql");
        assertThat(proof.cell("NEW", "CONTRACTED").orElseThrow().verdict())
                .isEqualTo(Proof.Verdict.PASS);
        assertThat(columns()).isEqualTo("id,name,full_name");
    }

    private void expand(SchemaChange change) {
        Proof proof = proof(library().prove(change, WATCH));
        SchemaChange proven = proven(change, proof);
        store.save(change.in(new SchemaState.Expanding(AT, proof)), "its release begins", "a test");
        assertThat(library().expand(proven, WATCH)).isInstanceOf(Errand.Outcome.Done.class);
    }

    private void contract(SchemaChange change) {
        Proof proof =
                new Proof(
                        Proof.Verdict.PASS,
                        "",
                        java.util.List.of(),
                        java.util.List.of(),
                        AT,
                        AT.plus(Proofs.VALID));
        assertThat(library().contract(proven(change, proof), WATCH))
                .isInstanceOf(Errand.Outcome.Done.class);
    }

    private static SchemaChange proven(SchemaChange change, Proof proof) {
        return change.in(new SchemaState.Proven(AT, proof));
    }

    private static Proof proof(Errand.Outcome outcome) {
        assertThat(outcome).isInstanceOf(Errand.Outcome.Proved.class);
        return ((Errand.Outcome.Proved) outcome).proof();
    }

    private static String why(Errand.Outcome outcome) {
        assertThat(outcome).isInstanceOf(Errand.Outcome.Refused.class);
        return ((Errand.Outcome.Refused) outcome).why();
    }

    private SchemaLibrary library() {
        return new SchemaLibrary(
                store,
                new Bundles(new ArtifactFiles(directory.resolve("artifacts"))),
                subject ->
                        Optional.of(
                                new SchemaTarget(
                                        "SHOP_DB",
                                        Optional.of(target),
                                        Optional.empty(),
                                        Map.of(),
                                        Optional.of("shop_app"))),
                subject -> List.of(),
                () -> AT);
    }

    /** A database of its own: the server's has other migrations. */
    @BeforeEach
    void target() throws Exception {
        String own = url(database.address().jdbcUrl());
        String name = "target_" + database.address().jdbcUrl().replaceFirst(".*/", "");
        run(own, "create database " + name);
        target = url(database.address().jdbcUrl().replaceFirst("[^/]*$", name));
    }

    private String url(String address) {
        return address
                + "?user="
                + database.address().user().orElseThrow()
                + "&password="
                + database.address().password().orElseThrow();
    }

    private static void run(String url, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String columns() throws Exception {
        try (Connection connection = DriverManager.getConnection(target);
                Statement statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                select string_agg(attname, ',' order by attnum) from pg_attribute
                                where attrelid = 'users'::regclass and attnum > 0
                                    and not attisdropped
                                """)) {
            row.next();
            return row.getString(1);
        }
    }

    private SchemaChange candidate(Map<String, String> files) throws Exception {
        return candidate(files, "");
    }

    /** Each is made a second after the one before. */
    private SchemaChange candidate(Map<String, String> files, String statements) throws Exception {
        int number = ++candidates;
        Instant at = AT.plusSeconds(number);
        Path folder = Files.createDirectories(directory.resolve("candidate" + number));
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(migrations.resolve(file.getKey()), file.getValue());
        }
        Optional<Path> sends = Optional.empty();
        if (!statements.isEmpty()) {
            sends = Optional.of(Files.writeString(folder.resolve("statements.jsonl"), statements));
        }
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        BundleFile.write(new BundleFile.Content(Optional.of(migrations), sends, Map.of()), bundle);
        Digest bundled = Digest.sha256(bundle.toByteArray());
        Files.createDirectories(directory.resolve("artifacts"));
        new ArtifactFiles(directory.resolve("artifacts"))
                .receive(bundled, new ByteArrayInputStream(bundle.toByteArray()));
        Digest artifact = digest("artifact " + number);
        UUID id = Ids.newId(at);
        new ArtifactStore(database.database(), ledger).add(new Artifact(artifact, 1, at, "ci"));
        new CandidateStore(database.database(), ledger)
                .add(
                        new Candidate(
                                id, "shop", artifact, "repo", "c", Optional.of(bundled), at, "ci"));
        return store.add(
                new SchemaChange(
                        Ids.newId(at),
                        new SchemaChange.Subject(
                                "shop",
                                "production",
                                id,
                                artifact,
                                bundled,
                                Optional.empty(),
                                1,
                                at),
                        new SchemaState.Proving(at),
                        1),
                "a test",
                "a test");
    }
}
