package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.demo.BuiltVersion;
import dev.surefoot.demo.Tally;
import dev.surefoot.demo.VirtualUsers;
import dev.surefoot.server.api.PromotionView;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * {@code kill -9} at the moments of a promotion that are hardest to come back from: something was
 * done and not yet written down. One stack for all; every test leaves it with a version that serves
 * everybody.
 */
@Requirement("PROM-3")
class CrashInEachStateTest {
    private static final int REQUESTS_PER_SECOND = 150;
    private static final List<String> START =
            List.of("REQUESTED", "GATED", "PREPARING", "EXPANDING@0");
    private static final List<String> END =
            List.of("EXPOSING@10000", "BAKING@10000", "COMPLETED@10000");
    private static final List<String> BACK = List.of("ROLLING_BACK", "ROLLED_BACK@0");
    private static final List<String> HALF = List.of("EXPOSING@5000", "JUDGING@5000");

    @TempDir static Path folder;
    static Stack stack;
    static VirtualUsers users;

    @BeforeAll
    static void a_shop_with_users() throws Exception {
        stack = Stack.start(folder);
        assertThat(stack.promoteFirst(Shop.version("v1")).outcome()).isEqualTo("COMPLETED");
        users = stack.users(REQUESTS_PER_SECOND);
    }

    @AfterAll
    static void no_process_is_left() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void a_good_version_reaches_everyone_although_the_server_is_killed_in_each_state()
            throws Exception {
        Tally before = users.tally();

        PromotionView ended =
                killedAt(
                        List.of(
                                Crash.leaving("REQUESTED"),
                                Crash.leaving("GATED"),
                                Crash.leaving("PREPARING"),
                                Crash.startingAnInstance(),
                                Crash.leaving("EXPANDING"),
                                Crash.leaving("EXPOSING"),
                                Crash.leaving("JUDGING"),
                                Crash.leaving("WATCHING"),
                                Crash.leaving("BAKING")),
                        () -> stack.promote(otherGoodVersion(), Rollout.WATCHED, "in each state"));

        assertThat(ended.outcome()).as("%s", ended).isEqualTo("COMPLETED");
        assertThat(Account.path(ended))
                .isEqualTo(concat(START, HALF, List.of("EXPOSING@9500", "WATCHING@9500"), END));
        toldAndLaunchedOnce(ended);
        Account.served(before, users.tally(), "nobody");
        assertThat(runs().artifact()).isEqualTo(ended.artifact());
    }

    @Test
    void a_bad_version_is_taken_back_although_the_server_is_killed_in_each_phase_of_it()
            throws Exception {
        Tally before = users.tally();
        StoreView.Baseline good = runs();

        PromotionView ended =
                killedAt(
                        List.of(
                                Crash.leavingPhase("SWITCHING"),
                                Crash.leavingPhase("VERIFYING"),
                                Crash.leavingPhase("STOPPING")),
                        () -> stack.promote(Shop.version("v3"), Rollout.CANARY, "a bad one"));

        assertThat(ended.outcome()).as("%s", ended).isEqualTo("ROLLED_BACK");
        assertThat(ended.rollback().orElseThrow().kind()).isEqualTo("JUDGE");
        assertThat(Account.path(ended)).isEqualTo(concat(START, HALF, BACK));
        toldAndLaunchedOnce(ended);
        Account.served(before, users.tally(), "v3");
        assertThat(runs()).isEqualTo(good);
        assertThat(stack.processes().instances()).hasSize(ShopFiles.INSTANCES);
    }

    @Test
    @Requirement("BUDGET-5")
    @Requirement("BUDGET-6")
    void a_budget_is_spent_on_a_good_version_although_the_server_is_killed_meanwhile()
            throws Exception {
        Tally before = users.tally();
        stack.store().served(runs().slot(), 60L * REQUESTS_PER_SECOND);

        PromotionView ended =
                killedAt(
                        List.of(
                                Crash.leaving("PREPARING"),
                                Crash.leaving("EXPOSING"),
                                Crash.leaving("JUDGING"),
                                Crash.leaving("WATCHING")),
                        () -> stack.promote(otherGoodVersion(), Rollout.BUDGET, "spent"));

        assertThat(ended.outcome()).as("%s", ended).isEqualTo("COMPLETED");
        assertThat(Account.path(ended))
                .startsWith(START.toArray(String[]::new))
                .containsSubsequence("WATCHING@9500", "BAKING@10000", "COMPLETED@10000");
        assertThat(ended.events())
                .filteredOn(event -> event.why().startsWith("nothing against it"))
                .allMatch(event -> event.shareBp().orElseThrow() <= 5_000);
        assertThat(ended.promised()).anyMatch(line -> line.startsWith("May cost 50 failed"));
        assertThat(ended.budget().orElseThrow().failedRequests()).isEqualTo(50);
        toldAndLaunchedOnce(ended);
        Account.served(before, users.tally(), "nobody");
    }

    @Test
    @Requirement("BUDGET-6")
    void a_bad_version_costs_no_more_than_its_budget() throws Exception {
        Tally before = users.tally();
        StoreView.Baseline good = runs();
        stack.store().served(good.slot(), 60L * REQUESTS_PER_SECOND);

        PromotionView begun = stack.promote(Shop.version("v3"), Rollout.BUDGET, "too bad");
        PromotionView ended = stack.awaitEnd(begun.id());

        assertThat(ended.outcome()).as("%s", ended).isEqualTo("ROLLED_BACK");
        assertThat(ended.exposure().orElseThrow().canaryErrors()).isBetween(3L, 50L);
        assertThat(users.tally().serverErrors() - before.serverErrors()).isLessThanOrEqualTo(50);
        assertThat(runs()).isEqualTo(good);
    }

    @Test
    void a_frozen_promotion_goes_on_although_the_server_is_killed_as_it_thaws() throws Exception {
        Tally before = users.tally();
        Path wayBack = artifact(runs().artifact());
        Path away = wayBack.resolveSibling("away");

        PromotionView begun;
        try (SaveBarrier barrier = SaveBarrier.at(Crash.leaving("FROZEN"), stack.store())) {
            begun = stack.promote(otherGoodVersion(), Rollout.CANARY, "frozen");
            stack.await(begun.id(), view -> view.state().equals("EXPANDING"));
            Files.move(wayBack, away);
            stack.await(begun.id(), view -> view.state().equals("FROZEN"));
            Files.move(away, wayBack);
            barrier.awaitHalt();
            stack.killServer();
        }
        stack.serve();
        PromotionView ended = stack.awaitEnd(begun.id());

        assertThat(ended.outcome()).as("%s", ended).isEqualTo("COMPLETED");
        assertThat(Account.path(ended))
                .isEqualTo(concat(START, HALF, List.of("FROZEN@5000", "JUDGING@5000"), END));
        toldAndLaunchedOnce(ended);
        Account.served(before, users.tally(), "nobody");
    }

    @Test
    void after_everything_was_killed_the_version_that_ran_serves_again_by_itself()
            throws Exception {
        StoreView.Baseline ran = runs();

        stack.killEverything();
        stack.serve();
        awaitServed();

        Tally before = users.tally();
        assertThat(runs()).isEqualTo(ran);
        new Account(stack).noPortTwice();
        awaitRequests(200);
        Account.served(before, users.tally(), "nobody");
    }

    @Test
    void after_everything_was_killed_while_judging_the_dead_canary_is_taken_back()
            throws Exception {
        String good = runs().artifact();

        PromotionView begun;
        try (SaveBarrier barrier = SaveBarrier.at(Crash.leaving("JUDGING"), stack.store())) {
            begun = stack.promote(otherGoodVersion(), Rollout.CANARY, "all dead");
            barrier.awaitHalt();
            stack.killServer();
        }
        stack.killEverything();
        stack.serve();
        PromotionView ended = stack.awaitEnd(begun.id());
        awaitServed();

        Tally before = users.tally();
        assertThat(ended.outcome()).as("%s", ended).isEqualTo("ROLLED_BACK");
        assertThat(ended.rollback().orElseThrow().kind()).isEqualTo("CANARY_DEAD");
        assertThat(runs().artifact()).isEqualTo(good);
        toldAndLaunchedOnce(ended);
        awaitRequests(200);
        Account.served(before, users.tally(), "nobody");
    }

    /** How a promotion begins. */
    @FunctionalInterface
    private interface Begin {
        PromotionView promotion() throws Exception;
    }

    /** The end of a promotion whose server was killed at each of these moments in turn. */
    private static PromotionView killedAt(List<Crash> crashes, Begin begin) throws Exception {
        String id = "";
        for (Crash crash : crashes) {
            try (SaveBarrier barrier = SaveBarrier.at(crash, stack.store())) {
                if (id.isEmpty()) {
                    id = begin.promotion().id();
                } else {
                    stack.serve();
                }
                barrier.awaitHalt();
                stack.killServer();
            }
        }
        stack.serve();
        return stack.awaitEnd(id);
    }

    private static void toldAndLaunchedOnce(PromotionView ended) throws Exception {
        Account account = new Account(stack);
        account.ledgerTellsOnce(ended);
        account.launchedOnce(ended);
    }

    /** Another artifact than the running one; the configuration differs anyway. */
    private static BuiltVersion otherGoodVersion() throws Exception {
        BuiltVersion v1 = Shop.version("v1");
        boolean runs = runs().artifact().equals("sha256:" + v1.sha256Hex());
        return runs ? Shop.version("v2") : v1;
    }

    private static StoreView.Baseline runs() throws Exception {
        return stack.store().baseline();
    }

    private static Path artifact(String digest) {
        return stack.data().artifacts().resolve(digest.replace(':', '/'));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static List<String> concat(List<String>... parts) {
        return Arrays.stream(parts).flatMap(List::stream).toList();
    }

    /** Until a hundred requests in a row got a good answer. */
    private static void awaitServed() {
        Await.until(
                () -> "the shop serves again: " + users.tally(),
                Stack.PATIENCE,
                () -> {
                    Tally before = users.tally();
                    awaitRequests(100);
                    Tally after = users.tally();
                    return after.clientErrors() == before.clientErrors()
                            && after.serverErrors() == before.serverErrors();
                });
    }

    private static void awaitRequests(long more) {
        long from = users.tally().requests();
        Await.until(
                "requests finish", Stack.PATIENCE, () -> users.tally().requests() >= from + more);
    }
}
