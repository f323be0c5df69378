package dev.surefoot.server.promotion;

import static dev.surefoot.server.promotion.Samples.T0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.promotion.PromotionStore.Saved;
import dev.surefoot.server.traffic.Fence;
import dev.surefoot.server.traffic.Token;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.List;

/** A database whose tokens a data plane is ahead of goes on above them. */
class ActTokenStoreTest {
    private static final Token AHEAD = new Token(900);

    @Test
    @Requirement("TRAF-9")
    void what_is_under_way_and_what_comes_after_is_newer_than_what_was_seen() {
        try (StoreStage stage = new StoreStage()) {
            Promotion waiting = stage.create("v1", T0);

            Token token = tokens(stage, 0).raiseAbove(AHEAD, "shop in production").orElseThrow();

            assertThat(token.value()).isGreaterThanOrEqualTo(900 + Fence.STRIDE);
            Promotion now = stage.store.find(waiting.id()).orElseThrow();
            assertThat(now.token()).isGreaterThan(token.value());
            assertThat(stage.moved(now, new PromotionState.Gated(T0)).token())
                    .isGreaterThan(now.token());
        }
    }

    @Test
    @Requirement("TRAF-9")
    void a_save_that_began_before_conflicts_and_the_story_tells_why() {
        try (StoreStage stage = new StoreStage()) {
            Promotion before = stage.create("v1", T0);

            assertThat(tokens(stage, 0).raiseAbove(AHEAD, "shop in production")).isPresent();

            assertThat(stage.store.save(before.in(new PromotionState.Gated(T0)), "late", "x"))
                    .isInstanceOf(Saved.Conflict.class);
            List<PromotionEvent> events = stage.store.events(before.id());
            assertThat(events.getLast().why()).contains("shop in production", "token 900");
        }
    }

    @Test
    @Requirement("TRAF-9")
    void what_is_done_keeps_its_token() {
        try (StoreStage stage = new StoreStage()) {
            Promotion done = stage.completed("v1", Samples.ARMS, T0);

            assertThat(tokens(stage, 0).raiseAbove(AHEAD, "shop in production")).isPresent();

            assertThat(stage.store.find(done.id()).orElseThrow().token()).isEqualTo(done.token());
        }
    }

    @Test
    @Requirement("TRAF-9")
    void in_a_database_s_own_history_nothing_is_raised() {
        try (StoreStage stage = new StoreStage()) {
            Promotion newest = stage.create("v1", T0);
            long entries = stage.ledgerSize();

            assertThat(tokens(stage, 0).raiseAbove(new Token(newest.token()), "shop in production"))
                    .isEmpty();

            assertThat(stage.ledgerSize()).isEqualTo(entries);
        }
    }

    @Test
    @Requirement("TRAF-9")
    void a_server_that_steers_no_more_raises_nothing() {
        try (StoreStage stage = new StoreStage()) {
            stage.create("v1", T0);

            assertThat(tokens(stage, 7).raiseAbove(AHEAD, "shop in production")).isEmpty();
        }
    }

    private static ActTokenStore tokens(StoreStage stage, long ownership) {
        return new ActTokenStore(
                stage.database.database(), stage.ledger, ownership, () -> T0.plusSeconds(9));
    }
}
