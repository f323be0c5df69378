package dev.surefoot.server.promotion;

import static dev.surefoot.server.promotion.Samples.T0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.promotion.PromotionStore.Saved;
import dev.surefoot.server.rollback.RollbackPhase;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.runtime.Place;
import dev.surefoot.server.runtime.Running;
import dev.surefoot.server.runtime.Running.Purpose;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What the database promises, on a real one. */
class PromotionStoreTest {
    private static final Arms GREEN = Arms.canaryIn(Slot.GREEN);
    private static final Arms BLUE = Arms.canaryIn(Slot.BLUE);

    private final StoreStage stage = new StoreStage();
    private final PromotionStore store = stage.store;

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void every_state_comes_back_as_it_was_saved() {
        Promotion kept = stage.create("v1", T0).with(GREEN).with(Samples.recovery());
        for (PromotionState state : Samples.everyState()) {
            kept = stage.moved(kept, state);

            assertThat(store.find(kept.id())).as("%s", state).contains(kept);
        }
        assertThat(kept.exposedAt()).contains(T0);
    }

    @Test
    @Requirement("PROM-5")
    void of_many_who_save_at_once_one_gets_through() throws Exception {
        Promotion created = stage.create("v1", T0);
        long before = stage.ledgerSize();
        Promotion next = created.in(new PromotionState.Gated(T0)).with(GREEN);

        List<Saved> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Saved> save = () -> store.save(next, "raced", "surefoot");
            for (var one : threads.invokeAll(Collections.nCopies(8, save))) {
                all.add(one.get());
            }
        }

        assertThat(all).filteredOn(Saved.Done.class::isInstance).hasSize(1);
        assertThat(all).filteredOn(Saved.Conflict.class::isInstance).hasSize(7);
        assertThat(stage.ledgerSize()).isEqualTo(before + 1);
        assertThat(store.find(created.id()).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    @Requirement("PROM-5")
    void a_server_that_was_overtaken_saves_nothing() {
        Promotion created = stage.create("v1", T0);
        stage.execute("UPDATE ownership SET token = 1");
        long before = stage.ledgerSize();

        Saved saved =
                store.save(created.in(new PromotionState.Gated(T0)).with(GREEN), "late", "old");

        assertThat(saved).isInstanceOf(Saved.Conflict.class);
        assertThat(store.find(created.id())).contains(created);
        assertThat(store.events(created.id())).hasSize(1);
        assertThat(stage.ledgerSize()).isEqualTo(before);
        assertThat(
                        stage.store(1)
                                .save(
                                        created.in(new PromotionState.Gated(T0)).with(GREEN),
                                        "in time",
                                        "new"))
                .isInstanceOf(Saved.Done.class);
    }

    @Test
    @Requirement("PROM-5")
    void a_server_that_was_overtaken_creates_nothing() {
        stage.create("v1", T0);
        Promotion wanted = stage.requested("v2", T0.plusSeconds(1));
        stage.execute("UPDATE ownership SET token = 1");
        long before = stage.ledgerSize();

        assertThatThrownBy(() -> store.create(wanted, "late"))
                .hasMessageContaining("another server steers");
        assertThat(store.find(wanted.id())).isEmpty();
        assertThat(stage.ledgerSize()).isEqualTo(before);
    }

    @Test
    @Requirement("PROM-5")
    void state_story_running_and_ledger_are_written_together_or_not_at_all() {
        Promotion created = stage.create("v1", T0).with(GREEN);
        stage.execute(
                """
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'disk full'; END $$
                """);
        stage.execute(
                "CREATE TRIGGER refuse BEFORE INSERT ON ledger_entry EXECUTE FUNCTION refuse()");
        Promotion expanding = created.in(new PromotionState.Expanding(T0, Optional.empty()));

        assertThatThrownBy(() -> store.save(expanding, "because", "surefoot"))
                .hasMessageContaining("disk full");

        assertThat(store.find(created.id()).orElseThrow().state())
                .isEqualTo(new PromotionState.Requested(T0));
        assertThat(store.events(created.id())).hasSize(1);
        assertThat(store.running()).isEmpty();
    }

    @Test
    @Requirement("PROM-2")
    void one_promotion_holds_the_lane_and_the_database_sees_to_it() {
        Promotion first = stage.create("v1", T0).with(GREEN);
        stage.moved(first, new PromotionState.Gated(T0));
        Promotion second = stage.create("v2", T0.plusSeconds(1)).with(GREEN);

        assertThatThrownBy(() -> stage.moved(second, new PromotionState.Gated(T0)))
                .hasMessageContaining("promotion_holds_lane");
        assertThat(store.lane("shop", "production").map(Promotion::id)).contains(first.id());
        assertThat(store.waiting("shop", "production").map(Promotion::id)).contains(second.id());
    }

    @Test
    @Requirement("PROM-2")
    void a_newer_request_supersedes_the_one_that_waits() {
        Promotion old = stage.create("v1", T0);
        Promotion newer = stage.create("v2", T0.plusSeconds(1));

        assertThat(store.find(old.id()).orElseThrow().state())
                .isEqualTo(new PromotionState.Superseded(T0.plusSeconds(1), newer.id()));
        assertThat(store.waiting("shop", "production")).contains(newer);
        assertThat(store.active()).containsExactly(newer);
    }

    @Test
    void what_should_run_follows_the_promotion() {
        Promotion first = stage.completed("v1", BLUE, T0);
        Place green = new Place("shop", "production", Slot.GREEN);
        Place blue = new Place("shop", "production", Slot.BLUE);
        assertThat(purpose(blue)).contains(Purpose.BASELINE);

        Promotion second =
                stage.create("v2", T0.plusSeconds(1)).with(GREEN).with(StoreStage.recovery(first));
        second = stage.moved(second, new PromotionState.Expanding(T0, Optional.empty()));
        assertThat(purpose(green)).contains(Purpose.CANARY);
        second = stage.moved(second, new PromotionState.Completed(T0, T0.plusSeconds(9)));
        assertThat(purpose(green)).contains(Purpose.BASELINE);
        assertThat(purpose(blue)).contains(Purpose.WARM);

        Promotion back = stage.moved(second, rollingBack());
        assertThat(purpose(blue)).contains(Purpose.BASELINE);
        assertThat(purpose(green)).contains(Purpose.CANARY);
        stage.moved(back, rolledBack());
        assertThat(purpose(green)).isEmpty();
        assertThat(store.running("shop", "production").map(Promotion::id)).contains(first.id());
    }

    @Test
    void a_warm_slot_cools_down_when_its_time_is_over_and_the_ledger_says_so() {
        Promotion first = stage.completed("v1", BLUE, T0);
        stage.moved(
                stage.create("v2", T0.plusSeconds(1)).with(GREEN).with(StoreStage.recovery(first)),
                new PromotionState.Completed(T0, T0.plusSeconds(9)));
        long before = stage.ledgerSize();

        assertThat(store.coolDown(T0.plusSeconds(9))).isEmpty();
        assertThat(store.coolDown(T0.plusSeconds(10)))
                .extracting(Running::place)
                .containsExactly(new Place("shop", "production", Slot.BLUE));
        assertThat(store.coolDown(T0.plusSeconds(10))).isEmpty();
        assertThat(store.running()).hasSize(1);
        assertThat(stage.ledgerSize()).isEqualTo(before + 1);
    }

    @Test
    void what_completed_last_runs_also_when_the_clock_went_back_in_between() {
        Promotion first = stage.completed("v1", BLUE, T0);
        stage.moved(first, rolledBack()); // taken back: it runs no more
        stage.completed("v2", GREEN, T0.plusSeconds(1));
        Promotion last = stage.completed("v3", BLUE, T0.minusSeconds(3_600));

        assertThat(store.running("shop", "production")).contains(last);
    }

    @Test
    void what_completed_last_runs_also_within_one_second() {
        Promotion first = stage.completed("v1", BLUE, T0);
        Promotion last =
                stage.moved(
                        stage.create("v2", T0.plusMillis(100))
                                .with(GREEN)
                                .with(StoreStage.recovery(first)),
                        new PromotionState.Completed(T0.plusMillis(100), T0.plusSeconds(60)));

        assertThat(store.running("shop", "production")).contains(last);
    }

    @Test
    void who_brought_a_version_last_is_found_also_when_the_clock_went_back() {
        stage.completed("v1", BLUE, T0);
        Promotion again = stage.completed("v1", BLUE, T0.minusSeconds(3_600));

        assertThat(
                        store.bringing(
                                new Place("shop", "production", Slot.BLUE),
                                Site.version(Samples.digest("v1"), Samples.digest("config"))))
                .contains(again);
    }

    @Test
    void the_story_is_dense_and_has_shares() {
        Promotion created = stage.create("v1", T0).with(GREEN);
        stage.moved(created, new PromotionState.Exposing(T0.plusSeconds(1), new Share(500)));

        assertThat(store.events(created.id()))
                .containsExactly(
                        new PromotionEvent(1, T0, "REQUESTED", Optional.empty(), "requested"),
                        new PromotionEvent(
                                2,
                                T0.plusSeconds(1),
                                "EXPOSING",
                                Optional.of(new Share(500)),
                                "because"));
    }

    private static PromotionState rolledBack() {
        return new PromotionState.RolledBack(
                T0,
                Samples.CAUSE,
                new PromotionState.RolledBack.Times(T0, T0, T0, Optional.empty()));
    }

    private static PromotionState rollingBack() {
        return Samples.rollingBack(new RollbackPhase.Switching());
    }

    private Optional<Purpose> purpose(Place place) {
        return store.running().stream()
                .filter(running -> running.place().equals(place))
                .map(Running::purpose)
                .findFirst();
    }
}
