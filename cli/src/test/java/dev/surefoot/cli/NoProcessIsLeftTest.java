package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.demo.Tally;
import dev.surefoot.demo.VirtualUsers;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What runs on when a server ends: everything of a {@code serve}, nothing of a {@code demo}. */
class NoProcessIsLeftTest {

    @TempDir Path folder;
    Process owner;

    @BeforeEach
    void an_owner() throws IOException {
        owner = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void the_owner_ends() {
        owner.destroyForcibly();
    }

    @Test
    void nothing_is_left_when_the_server_of_a_demo_is_told_to_end() throws IOException {
        try (Stack stack = Stack.start(folder, "--ends-with", Long.toString(owner.pid()))) {
            assertThat(stack.promoteFirst(Shop.version("v1")).outcome()).isEqualTo("COMPLETED");
            assertThat(stack.processes().instances()).hasSize(ShopFiles.INSTANCES);

            stack.server().terminate();

            assertThat(stack.processes().running()).isEmpty();
        }
    }

    @Test
    void nothing_is_left_when_the_owner_of_a_demo_is_killed() throws IOException {
        try (Stack stack = Stack.start(folder, "--ends-with", Long.toString(owner.pid()))) {
            assertThat(stack.promoteFirst(Shop.version("v1")).outcome()).isEqualTo("COMPLETED");
            assertThat(stack.processes().instances()).hasSize(ShopFiles.INSTANCES);

            owner.destroyForcibly();

            assertThat(stack.server().awaitEnd()).isZero();
            assertThat(stack.processes().running()).isEmpty();
        }
    }

    @Test
    @Requirement("RUN-2")
    void a_server_that_is_stopped_leaves_the_shop_serving_and_finds_it_again() throws IOException {
        try (Stack stack = Stack.start(folder)) {
            assertThat(stack.promoteFirst(Shop.version("v1")).outcome()).isEqualTo("COMPLETED");
            List<OwnProcesses.Found> before = stack.processes().instances();
            VirtualUsers users = VirtualUsers.start(stack.files().shop(), 50, 1);
            try (users) {
                stack.server().terminate();

                assertThat(stack.server().output()).contains("go on running");
                awaitRequests(users, 50);

                stack.serve();
                awaitRequests(users, 50);
            }
            Tally seen = users.tally();
            assertThat(seen.clientErrors() + seen.serverErrors()).as("%s", seen).isZero();
            assertThat(stack.processes().instances())
                    .hasSize(ShopFiles.INSTANCES)
                    .containsExactlyInAnyOrderElementsOf(before);
        }
    }

    private static void awaitRequests(VirtualUsers users, long more) {
        long from = users.tally().requests();
        Await.until(
                "requests finish", Stack.PATIENCE, () -> users.tally().requests() >= from + more);
    }
}
