package dev.surefoot.server.promotion;

import static dev.surefoot.server.promotion.Samples.T0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.db.Database;
import dev.surefoot.server.db.OwnershipStore;
import dev.surefoot.server.db.OwnershipStore.Ownership;
import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.server.promotion.PromotionStore.Saved;
import dev.surefoot.server.runtime.RunningStore;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.Optional;

/** One server steers a database; whoever steered before can save no more. */
class OwnershipTest {
    @Test
    @Requirement("STORE-2")
    void a_second_server_is_refused_while_the_first_lives_and_told_who_that_is() {
        try (TestDatabase test = TestDatabase.create()) {
            OwnershipStore second = new OwnershipStore(test.database());
            try (Database own = Database.open(test.address())) {
                Ownership first = new OwnershipStore(own).take("pid 1", T0).orElseThrow();

                Optional<Ownership> refused = second.take("pid 2", T0);

                assertThat(refused).isEmpty();
                assertThat(second.current()).startsWith("pid 1 since 2026-11-26");
                assertThat(first.held()).isTrue();
                first.close();
            }

            Optional<Ownership> taken = second.take("pid 2", T0.plusSeconds(1));

            assertThat(taken).isPresent();
            assertThat(second.current()).startsWith("pid 2");
            taken.get().close();
        }
    }

    @Test
    @Requirement("STORE-2")
    @Requirement("PROM-5")
    void each_start_has_a_larger_token_and_ends_the_older_ones_saves() {
        try (StoreStage stage = new StoreStage()) {
            Promotion created = stage.create("v1", T0).with(Samples.ARMS);
            long older = take(stage, "one");
            long newer = take(stage, "two");
            Promotion next = created.in(new PromotionState.Gated(T0));

            assertThat(newer).isGreaterThan(older);
            assertThat(store(stage, older).save(next, "late", "one"))
                    .isInstanceOf(Saved.Conflict.class);
            assertThat(store(stage, newer).save(next, "in time", "two"))
                    .isInstanceOf(Saved.Done.class);
        }
    }

    private static long take(StoreStage stage, String owner) {
        try (Database own = Database.open(stage.database.address());
                Ownership taken = new OwnershipStore(own).take(owner, T0).orElseThrow()) {
            return taken.token();
        }
    }

    private static PromotionStore store(StoreStage stage, long ownership) {
        return new PromotionStore(
                stage.database.database(), new LedgerStore(), new RunningStore(), ownership);
    }
}
