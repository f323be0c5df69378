package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.demo.BuiltVersion;
import dev.surefoot.demo.VirtualUsers;
import dev.surefoot.server.api.PromotionView;
import dev.surefoot.server.traffic.haproxy.PrivateHaproxy;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Releases with a budget through a real HAProxy with the printed configuration. */
@Requirement("BUDGET-6")
class HaproxyBudgetTest {
    private static final int REQUESTS_PER_SECOND = 100;
    private static final Duration LEASE = Duration.ofSeconds(15);

    @TempDir static Path folder;
    static Stack stack;
    static DemoHaproxy haproxy;
    static VirtualUsers users;

    /** Skips where HAProxy is missing; a build that must show everything fails instead. */
    @BeforeAll
    static void a_shop_behind_haproxy_with_users() throws Exception {
        boolean there = PrivateHaproxy.program().isPresent();
        assertThat(there || System.getenv("CI") == null)
                .as("the Debian package haproxy is installed")
                .isTrue();
        Assumptions.assumeTrue(there, "the Debian package haproxy is missing");
        haproxy = DemoHaproxy.in(folder.resolve("haproxy").toAbsolutePath());
        stack = Stack.start(Files.createDirectories(folder.resolve("stack")));
        stack.surefoot("apply", definition(Rollout.ALL_AT_ONCE, "the first").toString());
        haproxy.start(stack.client());
        PromotionView first =
                stack.promote(
                        Shop.version("v1"),
                        definition(Rollout.ALL_AT_ONCE, "the first"),
                        "--first");
        assertThat(stack.awaitEnd(first.id()).outcome()).isEqualTo("COMPLETED");
        users = stack.users(REQUESTS_PER_SECOND);
        stack.store().served(stack.store().baseline().slot(), 60L * REQUESTS_PER_SECOND);
    }

    @AfterAll
    static void no_process_is_left() {
        if (stack != null) {
            stack.close();
        }
        if (haproxy != null) {
            haproxy.close();
        }
    }

    @Test
    void a_good_version_reaches_everybody_and_a_bad_one_costs_no_more_than_its_budget()
            throws Exception {
        PromotionView good = released(Shop.version("v2"), "good");
        assertThat(good.outcome()).as("%s", good).isEqualTo("COMPLETED");
        assertThat(good.promised()).anyMatch(line -> line.contains(" and 4 s from a fault to"));
        StoreView.Baseline running = stack.store().baseline();
        stack.store().served(running.slot(), 60L * REQUESTS_PER_SECOND);
        long failedBefore = users.tally().serverErrors();

        PromotionView bad = released(Shop.version("v3"), "bad");

        assertThat(bad.outcome()).as("%s", bad).isEqualTo("ROLLED_BACK");
        assertThat(users.tally().serverErrors() - failedBefore).isBetween(1L, 50L);
        assertThat(stack.store().baseline()).isEqualTo(running);
    }

    private static PromotionView released(BuiltVersion version, String greeting)
            throws IOException {
        return stack.awaitEnd(stack.promote(version, definition(Rollout.BUDGET, greeting)).id());
    }

    private static Path definition(Rollout rollout, String greeting) throws IOException {
        Path definition = stack.files().service(rollout, greeting);
        int port = stack.files().shop().getPort();
        ShopFiles.edit(
                definition, "{kind: embedded, listen: " + port + "}", haproxy.traffic(port, LEASE));
        return definition;
    }
}
