package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.demo.Tally;
import dev.surefoot.server.api.PromotionView;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What must hold of a promotion afterwards, however often the server was killed meanwhile. */
final class Account {
    private final Stack stack;

    Account(Stack stack) {
        this.stack = stack;
    }

    /**
     * The states in order, with the share where there is one; one phase of going back is enough.
     */
    static List<String> path(PromotionView promotion) {
        List<String> path = new ArrayList<>();
        for (PromotionView.EventView event : promotion.events()) {
            String step = event.state() + event.shareBp().map(share -> "@" + share).orElse("");
            if (!step.equals("ROLLING_BACK") || !path.getLast().equals(step)) {
                path.add(step);
            }
        }
        return path;
    }

    /** The ledger has every number once, and tells each move of the promotion once. */
    void ledgerTellsOnce(PromotionView promotion) throws Exception {
        List<Long> sequence = stack.store().ledgerSequence();
        assertThat(sequence).isEqualTo(LongStream.rangeClosed(1, sequence.size()).boxed().toList());
        assertThat(stack.store().ledgerSize()).isEqualTo(sequence.size());

        List<JsonNode> moves = stack.store().moves(promotion.id());
        assertThat(moves.stream().map(move -> move.path("version").asLong()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, promotion.version()).boxed().toList());
        assertThat(moves.stream().map(move -> move.path("state").asString()))
                .containsExactlyElementsOf(
                        promotion.events().stream().map(PromotionView.EventView::state).toList());
    }

    /** Each instance was launched once, and one process is all that serves its port. */
    void launchedOnce(PromotionView promotion) throws Exception {
        assertThat(stack.store().launches(promotion.config()))
                .hasSize(ShopFiles.INSTANCES)
                .allSatisfy(
                        launch -> {
                            assertThat(launch.artifact()).isEqualTo(promotion.artifact());
                            assertThat(launch.restarts()).isZero();
                        })
                .extracting(StoreView.Launch::name)
                .doesNotHaveDuplicates();
        noPortTwice();
    }

    /** No two processes were started for one port. */
    void noPortTwice() {
        assertThat(stack.processes().instances())
                .extracting(instance -> instance.argument("--port"))
                .doesNotContain("")
                .doesNotHaveDuplicates();
    }

    /** Between two tallies everybody was served, except by what {@code culprit} itself failed. */
    static void served(Tally before, Tally after, String culprit) {
        long errors = after.serverErrors() - before.serverErrors();
        assertThat(after.clientErrors() - before.clientErrors()).as("no answer").isZero();
        assertThat(errors - (errorsOf(after, culprit) - errorsOf(before, culprit)))
                .as("errors of others than %s", culprit)
                .isZero();
        assertThat(after.requests()).isGreaterThan(before.requests());
    }

    private static long errorsOf(Tally tally, String version) {
        var own = tally.byVersion().get(version);
        return own == null ? 0 : own.errors();
    }
}
