package dev.surefoot.server.schema;

import static dev.surefoot.server.schema.SchemaSamples.AT;
import static dev.surefoot.server.schema.SchemaSamples.digest;
import static dev.surefoot.server.schema.SchemaSamples.rename;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.artifact.Artifact;
import dev.surefoot.server.artifact.ArtifactStore;
import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.candidate.CandidateStore;
import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class SchemaWorkerTest {
    private final TestDatabase database = TestDatabase.create();
    private final LedgerStore ledger = new LedgerStore();
    private final SchemaStore store = new SchemaStore(database.database(), ledger);
    private final List<String> done = new ArrayList<>();
    private Instant now = AT;
    private Release release = Release.BEFORE;
    private List<String> sessions = List.of();
    private Errand.Outcome expanded = new Errand.Outcome.Done("added");
    private Errand.Outcome taken = new Errand.Outcome.Done("taken away");
    private boolean unreachable;
    private int tries;
    private SchemaWorker worker = worker();
    private final SchemaDesk desk =
            new SchemaDesk(
                    store,
                    new SchemaDesk.Sources(
                            id ->
                                    Optional.of(
                                            new SchemaDesk.Bundled(
                                                    digest("new"), Optional.of(digest("b")))),
                            wish -> true,
                            (service, environment) -> SchemaSamples.subject().baseline()),
                    () -> now);

    @BeforeEach
    void candidate() {
        new ArtifactStore(database.database(), ledger)
                .add(new Artifact(digest("new"), 1, AT, "ci"));
        new CandidateStore(database.database(), ledger)
                .add(
                        new Candidate(
                                SchemaSamples.CANDIDATE,
                                "shop",
                                digest("new"),
                                "repo",
                                "c",
                                Optional.of(digest("b")),
                                AT,
                                "ci"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_rename_goes_its_whole_way_with_its_release() {
        desk.want(wish());
        assertThat(desk.ready(wish())).isInstanceOf(Schemas.Ready.Waits.class);
        looks(3);
        assertThat(state()).isEqualTo("PROVEN");

        release = Release.STARTING;
        looks(3);
        assertThat(state()).isEqualTo("EXPANDED");
        assertThat(desk.ready(wish())).isEqualTo(new Schemas.Ready.Yes(Optional.of(now)));

        release = Release.LIVE;
        looks(3);
        assertThat(state()).isEqualTo("SETTLED");

        quiet();
        assertThat(state()).isEqualTo("COMPLETE");
        assertThat(done).containsExactly("prove", "expand", "backfill", "contract");
        assertThat(desk.floor("shop", "production")).isPresent();
    }

    @Test
    void another_server_goes_on_where_this_one_died() {
        desk.want(wish());
        looks(3);
        release = Release.STARTING;
        expanded = new Errand.Outcome.Held("somebody holds the table");
        looks(3);
        assertThat(state()).isEqualTo("EXPANDING");

        worker = worker();
        expanded = new Errand.Outcome.Done("added");
        looks(3);

        assertThat(state()).isEqualTo("EXPANDED");
    }

    @Test
    void an_old_session_keeps_what_it_needs() {
        desk.want(wish());
        release = Release.STARTING;
        looks(4);
        release = Release.LIVE;
        looks(4);
        release = Release.ALONE;
        sessions = List.of("shop@0123456789ab");

        for (int look = 0; look < 30 * 15; look++) {
            now = now.plus(Duration.ofMinutes(4));
            looks(1);
        }

        assertThat(state()).isEqualTo("SETTLED");
        assertThat(worker.waitingFor(desk.newest(wish()).orElseThrow().id()))
                .contains("shop@0123456789ab");
    }

    @Test
    @Requirement("SCHEMA-3")
    void what_is_held_has_taken_nothing_away_and_gives_way_to_a_version_that_is_back() {
        settle();
        taken = new Errand.Outcome.Held("session 17 holds shop.customers");
        quiet();
        String held = state();
        boolean floor = desk.floor("shop", "production").isPresent();
        release = Release.OVERTAKEN;
        looks(2);

        assertThat(held).isEqualTo("SETTLED");
        assertThat(floor).isFalse();
        assertThat(state()).isEqualTo("LEFT");
        assertThat(done).doesNotContain("contract");
    }

    @Test
    void what_is_held_for_long_is_tried_less_and_less_often() {
        settle();
        taken = new Errand.Outcome.Held("session 17 holds shop.customers");
        quiet();
        int before = tries;
        for (int second = 0; second < 3600; second += 5) {
            now = now.plusSeconds(5);
            looks(1);
        }

        assertThat(tries - before).isBetween(5, 12);
    }

    @Test
    void a_database_that_nobody_can_look_at_is_told_and_is_not_quiet() {
        settle();
        unreachable = true;
        quiet();

        assertThat(state()).isEqualTo("SETTLED");
        assertThat(worker.waitingFor(desk.newest(wish()).orElseThrow().id()))
                .contains("db.example does not answer");
    }

    private void settle() {
        desk.want(wish());
        release = Release.STARTING;
        looks(4);
        release = Release.LIVE;
        looks(4);
        assertThat(state()).isEqualTo("SETTLED");
    }

    /** A quiet time and some more. */
    private void quiet() {
        release = Release.ALONE;
        for (int look = 0; look < 25 * 15; look++) {
            now = now.plus(Duration.ofMinutes(4));
            looks(1);
        }
        looks(3);
    }

    @Test
    void a_candidate_that_comes_again_after_it_went_back_is_proven_anew() {
        desk.want(wish());
        looks(3);
        release = Release.GONE;
        looks(2);
        assertThat(state()).isEqualTo("LEFT");

        release = Release.BEFORE;
        now = now.plusSeconds(1);
        desk.want(wish());
        looks(3);

        assertThat(state()).isEqualTo("PROVEN");
        assertThat(done).containsExactly("prove", "prove");
    }

    @Test
    void each_state_is_kept_with_its_reason() {
        desk.want(wish());
        looks(3);

        assertThat(store.events(desk.newest(wish()).orElseThrow().id()))
                .extracting(SchemaStore.Event::state)
                .containsExactly("PROVING", "PROVEN");
    }

    private void looks(int times) {
        for (int look = 0; look < times; look++) {
            worker.look();
        }
    }

    private String state() {
        return desk.newest(wish()).orElseThrow().state().label();
    }

    private static Schemas.Wish wish() {
        return new Schemas.Wish("shop", "production", SchemaSamples.CANDIDATE, 1);
    }

    private SchemaWorker worker() {
        SchemaWork work = new Work();
        return new SchemaWorker(
                store,
                work,
                Runnable::run,
                new SchemaWorker.Surroundings(subject -> release, subject -> SchemaSamples.QUIET),
                () -> now);
    }

    /** Work that is done at once. */
    private final class Work implements SchemaWork {
        @Override
        public Errand.Outcome prove(SchemaChange change, Watch watch) {
            done.add("prove");
            return new Errand.Outcome.Proved(rename());
        }

        @Override
        public Errand.Outcome expand(SchemaChange change, Watch watch) {
            if (expanded instanceof Errand.Outcome.Done) {
                done.add("expand");
            }
            return expanded;
        }

        @Override
        public Errand.Outcome backfill(SchemaChange change, Watch watch) {
            done.add("backfill");
            return new Errand.Outcome.Done("filled");
        }

        @Override
        public Errand.Outcome contract(SchemaChange change, Watch watch) {
            tries++;
            if (taken instanceof Errand.Outcome.Done) {
                watch.takesAway().run();
                done.add("contract");
            }
            return taken;
        }

        @Override
        public List<String> sessions(SchemaChange change) throws SchemaTrouble {
            if (unreachable) {
                throw new SchemaTrouble("db.example does not answer");
            }
            return sessions;
        }
    }
}
