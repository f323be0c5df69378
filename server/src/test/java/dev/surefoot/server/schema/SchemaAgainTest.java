package dev.surefoot.server.schema;

import static dev.surefoot.server.schema.SchemaSamples.AT;
import static dev.surefoot.server.schema.SchemaSamples.digest;
import static dev.surefoot.server.schema.SchemaSamples.rename;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.artifact.Artifact;
import dev.surefoot.server.artifact.ArtifactStore;
import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.candidate.CandidateStore;
import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.server.time.Ids;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What was proven of a candidate, after another one has changed the database. */
class SchemaAgainTest {
    private static final UUID OLDER = Ids.newId(AT);
    private static final UUID NEWER = Ids.newId(AT.plusSeconds(1));

    private final TestDatabase database = TestDatabase.create();
    private final LedgerStore ledger = new LedgerStore();
    private final SchemaStore store = new SchemaStore(database.database(), ledger);
    private Instant now = AT;
    private final SchemaDesk desk =
            new SchemaDesk(
                    store,
                    new SchemaDesk.Sources(
                            id -> Optional.of(bundled(id)),
                            wish -> true,
                            (service, environment) -> Optional.empty()),
                    () -> now);

    @BeforeEach
    void candidates() {
        for (UUID id : List.of(OLDER, NEWER)) {
            Digest artifact = bundled(id).artifact();
            new ArtifactStore(database.database(), ledger).add(new Artifact(artifact, 1, AT, "ci"));
            new CandidateStore(database.database(), ledger)
                    .add(
                            new Candidate(
                                    id,
                                    "shop",
                                    artifact,
                                    "r",
                                    "c",
                                    bundled(id).bundle(),
                                    AT,
                                    "ci"));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    @Requirement("SCHEMA-6")
    void it_is_proven_anew_once_another_candidate_has_changed_the_database() {
        desk.want(wish(OLDER));
        in(OLDER, new SchemaState.Proven(now, proof(Proof.Verdict.PASS, now)));
        desk.want(wish(OLDER));
        String before = state(OLDER);

        now = AT.plusSeconds(60);
        desk.want(wish(NEWER));
        in(NEWER, new SchemaState.Proven(now, rename()));
        desk.want(wish(OLDER));
        String proven = state(OLDER);
        in(NEWER, new SchemaState.Expanding(now, rename()));
        desk.want(wish(OLDER));

        assertThat(before).isEqualTo("PROVEN");
        assertThat(proven).isEqualTo("PROVEN");
        assertThat(state(OLDER)).isEqualTo("PROVING");
    }

    @Test
    @Requirement("SCHEMA-6")
    void a_version_beyond_the_point_of_no_return_comes_again_only_on_a_later_proof() {
        desk.want(wish(NEWER));
        SchemaChange newer = desk.newest(wish(NEWER)).orElseThrow();
        SchemaChange.Subject own = newer.subject();
        SchemaChange contracting =
                new SchemaChange(
                        newer.id(),
                        new SchemaChange.Subject(
                                own.service(),
                                own.environment(),
                                own.candidate(),
                                own.artifact(),
                                own.bundle(),
                                Optional.of(
                                        new SchemaChange.Baseline(
                                                OLDER,
                                                bundled(OLDER).artifact(),
                                                bundled(OLDER).bundle())),
                                1,
                                AT),
                        new SchemaState.Contracting(now, rename()),
                        newer.version());
        store.save(contracting, "it is quiet", "a test");
        String untried = refusal();

        desk.want(wish(OLDER));
        String beingTried = refusal();
        in(OLDER, new SchemaState.Proven(now, proof(Proof.Verdict.PASS, AT.minusSeconds(1))));
        String tooOld = refusal();
        in(OLDER, new SchemaState.Proven(now, proof(Proof.Verdict.INCONCLUSIVE, now)));
        String unknown = refusal();
        in(OLDER, new SchemaState.Proven(now, proof(Proof.Verdict.PASS, now.plusSeconds(1))));
        String passed = refusal();

        assertThat(List.of(untried, tooOld, unknown))
                .allMatch(it -> it.contains("no longer runs on this schema"));
        assertThat(beingTried).isEqualTo("absent");
        assertThat(passed).isEmpty();
    }

    @Test
    @Requirement("SCHEMA-6")
    void a_candidate_that_brings_nothing_is_not_known_to_work_on_what_others_changed() {
        SchemaDesk bare =
                new SchemaDesk(
                        store,
                        new SchemaDesk.Sources(
                                id ->
                                        Optional.of(
                                                new SchemaDesk.Bundled(
                                                        bundled(id).artifact(), Optional.empty())),
                                wish -> true,
                                (service, environment) -> Optional.empty()),
                        () -> now);
        String untouched = refusal(bare);
        desk.want(wish(NEWER));
        in(NEWER, new SchemaState.Proven(now, rename()));
        in(NEWER, new SchemaState.Expanding(now, rename()));

        assertThat(untouched).isEmpty();
        assertThat(refusal(bare)).isEqualTo("absent");
    }

    @Test
    void a_refusal_without_a_proof_is_looked_into_anew_with_a_later_release() {
        desk.want(wish(OLDER));
        in(OLDER, new SchemaState.Refused(now, Optional.empty(), "the server is a standby"));

        desk.want(wish(OLDER));
        String sameRelease = state(OLDER);
        now = AT.plusSeconds(61);
        desk.want(wish(OLDER));

        assertThat(sameRelease).isEqualTo("REFUSED");
        assertThat(state(OLDER)).isEqualTo("PROVING");
    }

    private String refusal() {
        return refusal(desk);
    }

    private String refusal(SchemaDesk of) {
        Fact fact =
                new SchemaFacts(of)
                        .facts(
                                new GateSubject(
                                        "shop",
                                        "production",
                                        OLDER,
                                        bundled(OLDER).artifact(),
                                        digest("config"),
                                        1),
                                List.of(),
                                now)
                        .get("schema.refusal");
        return fact instanceof Fact.Known known ? String.valueOf(known.value()) : "absent";
    }

    private void in(UUID candidate, SchemaState state) {
        assertThat(store.save(desk.newest(wish(candidate)).orElseThrow().in(state), "a test", "it"))
                .isPresent();
    }

    private String state(UUID candidate) {
        return desk.newest(wish(candidate)).orElseThrow().state().label();
    }

    private static Proof proof(Proof.Verdict verdict, Instant at) {
        return new Proof(
                verdict,
                "tried",
                List.of(),
                List.of(new Proof.Cell("NEW", "BEFORE", verdict, List.of())),
                at,
                at.plus(Proofs.VALID));
    }

    private static SchemaDesk.Bundled bundled(UUID id) {
        return new SchemaDesk.Bundled(
                digest("artifact " + id), Optional.of(digest("bundle " + id)));
    }

    private static Schemas.Wish wish(UUID candidate) {
        return new Schemas.Wish("shop", "production", candidate, 1);
    }
}
