package dev.surefoot.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionState;
import dev.surefoot.server.promotion.StoreStage;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.runtime.LaunchRow;
import dev.surefoot.server.runtime.Place;
import dev.surefoot.server.runtime.Version;
import dev.surefoot.server.schema.Proof;
import dev.surefoot.server.schema.Release;
import dev.surefoot.server.schema.SchemaChange;
import dev.surefoot.server.schema.SchemaRows;
import dev.surefoot.server.schema.SchemaState;
import dev.surefoot.server.time.Ids;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** How far the release of a change is, by what the server has written down. */
class StoredReleasesTest {
    private static final Instant AT = Instant.parse("2026-11-27T10:00:00Z");
    private static final Proof PROOF = SchemaRows.rename(AT);
    private static final Arms BLUE = Arms.canaryIn(Slot.BLUE);
    private static final Arms GREEN = Arms.canaryIn(Slot.GREEN);

    private final StoreStage stage = new StoreStage();
    private final Stores stores = Stores.of(stage.database.database(), new LedgerStore(), 0);
    private final StoredReleases releases = new StoredReleases(stores);

    @AfterEach
    void close() {
        stage.close();
    }

    private static SchemaChange change(Promotion promotion, SchemaState state) {
        Promotion.Subject of = promotion.subject();
        return new SchemaChange(
                Ids.newId(AT),
                new SchemaChange.Subject(
                        of.service(),
                        of.environment(),
                        of.candidate(),
                        of.artifact(),
                        Digest.sha256("bundle".getBytes(StandardCharsets.UTF_8)),
                        Optional.empty(),
                        1,
                        AT),
                state,
                1);
    }

    private Release settled(Promotion promotion) {
        return releases.of(change(promotion, new SchemaState.Settled(AT, PROOF)));
    }

    private Release proven(Promotion promotion) {
        return releases.of(change(promotion, new SchemaState.Proven(AT, PROOF)));
    }

    @Test
    @Requirement("SCHEMA-1")
    void it_begins_once_its_gates_have_passed_and_its_way_back_is_there() {
        Promotion promotion = stage.create("v1", AT);
        assertThat(proven(promotion)).isEqualTo(Release.BEFORE);

        promotion = stage.moved(promotion, new PromotionState.Gated(AT));
        assertThat(proven(promotion)).isEqualTo(Release.BEFORE);
        promotion = stage.moved(promotion, new PromotionState.Preparing(AT));
        assertThat(proven(promotion)).isEqualTo(Release.BEFORE);
        promotion =
                stage.moved(
                        promotion.with(BLUE), new PromotionState.Expanding(AT, Optional.empty()));
        assertThat(proven(promotion)).isEqualTo(Release.STARTING);
        promotion = stage.moved(promotion, new PromotionState.Exposing(AT, new Share(500)));
        assertThat(settled(promotion)).isEqualTo(Release.LIVE);
    }

    @Test
    @Requirement("SCHEMA-3")
    void it_is_alone_once_nothing_else_is_kept_warm_is_asked_for_or_was_not_seen_to_end() {
        Promotion old = stage.completed("v1", BLUE, AT);
        Promotion fresh = stage.replaced(old, "v2", GREEN, AT.plusSeconds(1));
        Release warm = settled(fresh);
        stores.promotions().coolDown(AT.plusSeconds(62));
        Release cold = settled(fresh);
        UUID launch = launched(old);
        Release orphan = settled(fresh);
        stores.instances().ended(launch, LaunchRow.Ending.STOPPED, AT);
        Release again = settled(fresh);
        stage.moved(
                stage.create("v3", AT.plusSeconds(70)),
                new PromotionState.Gated(AT.plusSeconds(70)));

        assertThat(warm).isEqualTo(Release.SERVING);
        assertThat(cold).isEqualTo(Release.ALONE);
        assertThat(orphan).isEqualTo(Release.SERVING);
        assertThat(again).isEqualTo(Release.ALONE);
        assertThat(settled(fresh)).isEqualTo(Release.SERVING);
        assertThat(settled(old)).isEqualTo(Release.OVERTAKEN);
    }

    @Test
    @Requirement("SCHEMA-1")
    void what_runs_and_is_asked_for_again_waits_for_its_gates_with_what_it_has_not_begun() {
        Promotion running = stage.completed("v1", BLUE, AT);
        Promotion.Subject subject = running.subject();
        Promotion again = stage.requested("v1", AT.plusSeconds(9));
        stores.promotions()
                .create(
                        new Promotion(
                                again.id(),
                                subject,
                                again.plan(),
                                again.limits(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                again.course(),
                                again.state(),
                                0,
                                0),
                        "requested");

        assertThat(proven(running)).isEqualTo(Release.BEFORE);
        assertThat(settled(running)).isEqualTo(Release.SERVING);
    }

    @Test
    @Requirement("SCHEMA-4")
    void one_that_failed_is_gone() {
        Promotion promotion = stage.create("v1", AT);
        promotion = stage.moved(promotion, new PromotionState.Superseded(AT, Ids.newId(AT)));

        assertThat(proven(promotion)).isEqualTo(Release.GONE);
    }

    private UUID launched(Promotion promotion) {
        UUID launch = UUID.randomUUID();
        stores.instances()
                .intend(
                        new LaunchRow(
                                launch,
                                new Place("shop", "production", Slot.BLUE),
                                "shop-blue-0",
                                1,
                                new Version(
                                        promotion.subject().artifact().toString(),
                                        promotion.subject().artifact().toString()),
                                0,
                                AT,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                Optional.empty()));
        return launch;
    }
}
