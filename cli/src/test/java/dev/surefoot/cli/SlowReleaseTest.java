package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.api.PromotionView;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/** A release with a budget and a goal of latency, with real processes and a real proxy. */
class SlowReleaseTest {
    private static final int REQUESTS_PER_SECOND = 100;

    @TempDir static Path folder;
    static Stack stack;

    @BeforeAll
    static void a_shop_with_users() throws Exception {
        stack = Stack.start(folder);
        assertThat(stack.promoteFirst(Shop.version("v1")).outcome()).isEqualTo("COMPLETED");
        stack.users(REQUESTS_PER_SECOND);
        stack.store().served(stack.store().baseline().slot(), 60L * REQUESTS_PER_SECOND);
    }

    @AfterAll
    static void no_process_is_left() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Requirement("LATENCY-4")
    @Requirement("LATENCY-5")
    void whoever_answers_all_and_is_slow_is_taken_back_and_told_so_everywhere() throws Exception {
        StoreView.Baseline good = stack.store().baseline();

        PromotionView ended = released("too slow", 450);

        assertThat(ended.outcome()).as("%s", ended).isEqualTo("ROLLED_BACK");
        assertThat(ended.rollback().orElseThrow().explanation())
                .contains(" requests slower than 0.3 s, ");
        assertThat(stack.store().baseline()).isEqualTo(good);
        assertThat(shown(ended))
                .contains("  judged    errors, and latency at 300ms")
                .contains("; to be kept: 80% within 300ms")
                .contains("May cost 50 failed requests")
                .contains("Not bounded: ")
                .contains("  budget    Cost: 0 of 50 failed requests")
                .contains("  rollback  by surefoot: Rolled back: of ");
    }

    @Test
    @Requirement("LATENCY-4")
    @Requirement("BUDGET-5")
    void whoever_is_quick_enough_gets_everybody_and_what_was_promised_is_told() throws Exception {
        PromotionView ended = released("quick", 5);

        assertThat(ended.outcome()).as("%s", ended).isEqualTo("COMPLETED");
        assertThat(shown(ended))
                .contains("May cost 50 failed requests")
                .contains("  budget    Cost: ")
                .contains("latency: not worse than 2");
    }

    private static PromotionView released(String greeting, int delayMs) throws IOException {
        Path definition = stack.files().service(Rollout.BUDGET, greeting);
        ShopFiles.edit(
                definition,
                "judge: {",
                "slo: {availability: 99%, latency: {bound: 300ms, share: 80%}}\n    judge: {");
        ShopFiles.edit(definition, "startup: 60s", "startup: 60s\n  warm-up: 1s");
        ShopFiles.edit(
                definition.resolveSibling("config/production.yaml"),
                "backend-error-rate: 0",
                "backend-error-rate: 0\nbackend-delay-ms: " + delayMs);
        return stack.awaitEnd(stack.promote(Shop.version("v2"), definition).id());
    }

    private static String shown(PromotionView promotion) {
        return stack.surefoot("promotion", "show", promotion.id()).out();
    }
}
