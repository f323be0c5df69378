package dev.surefoot.server.traffic.haproxy;

import static dev.surefoot.server.traffic.haproxy.Ground.BASELINE;
import static dev.surefoot.server.traffic.haproxy.Ground.CANARY;
import static dev.surefoot.server.traffic.haproxy.Ground.observed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.traffic.Lease;
import dev.surefoot.server.traffic.Route;
import dev.surefoot.server.traffic.Router;
import dev.surefoot.server.traffic.Token;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Going back reaches HAProxy whatever waits for a disk, and stays whatever comes after. */
class TakeBackTest {
    private static final long PATIENCE_S = 10;
    private static final Split MORE = new Split(Slot.BLUE, new Share(5_000));

    @TempDir Path directory;
    private Ground ground;
    private Route route;
    private Router router;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new);
    private final SlowDisk disk = new SlowDisk();

    @BeforeEach
    void open() throws IOException {
        ground = new Ground(directory);
        route = ground.route("production");
        router = new HaproxyRouter(route);
        assertThat(router.apply(CANARY, new Token(1))).isInstanceOf(Router.Apply.Applied.class);
    }

    @AfterEach
    void close() throws IOException {
        disk.goOn();
        threads.close();
        ground.close();
    }

    @Test
    @Requirement("TRAF-7")
    void going_back_does_not_wait_for_the_disk_of_a_step_of_the_same_route() throws Exception {
        CompletableFuture<Router.Apply> step = step(route, 2);

        CompletableFuture<Router.Apply> back = apply(BASELINE, 3);
        awaitBaseline();
        disk.goOn();

        assertThat(back.get(PATIENCE_S, TimeUnit.SECONDS)).isInstanceOf(Router.Apply.Applied.class);
        assertThat(step.get(PATIENCE_S, TimeUnit.SECONDS))
                .as("the step that was overtaken")
                .isEqualTo(new Router.Apply.StaleToken(new Token(3)));
        assertThat(observed(router).orElseThrow().split()).isEqualTo(BASELINE);
        ground.plane.reload();
        assertThat(observed(router).orElseThrow().split())
                .as("in the files, too")
                .isEqualTo(BASELINE);
    }

    @Test
    @Requirement("TRAF-7")
    void going_back_does_not_wait_for_the_disk_of_another_route_s_step() throws Exception {
        Route other = ground.route("staging");
        new HaproxyRouter(other).apply(BASELINE, new Token(1));
        CompletableFuture<Router.Apply> step = step(other, 2);

        CompletableFuture<Router.Apply> back = apply(BASELINE, 3);
        awaitBaseline();
        disk.goOn();

        assertThat(back.get(PATIENCE_S, TimeUnit.SECONDS)).isInstanceOf(Router.Apply.Applied.class);
        assertThat(step.get(PATIENCE_S, TimeUnit.SECONDS))
                .as("nobody has overtaken the other route")
                .isInstanceOf(Router.Apply.Applied.class);
    }

    @Test
    @Requirement("TRAF-7")
    void a_step_that_was_overtaken_by_one_with_the_same_token_exposes_nobody_afterwards()
            throws Exception {
        CompletableFuture<Router.Apply> step = step(route, 2);

        CompletableFuture<Router.Apply> back = apply(BASELINE, 2);
        awaitBaseline();
        disk.goOn();

        assertThat(back.get(PATIENCE_S, TimeUnit.SECONDS)).isInstanceOf(Router.Apply.Applied.class);
        assertThat(step.get(PATIENCE_S, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Router.Apply.Unreachable.class,
                        unsure -> assertThat(unsure.why()).contains("the same token, 2"));
        assertThat(observed(router).orElseThrow().split()).isEqualTo(BASELINE);
    }

    @Test
    @Requirement("TRAF-7")
    void of_two_steps_the_newer_holds_in_haproxy_and_in_the_files() throws Exception {
        CompletableFuture<Router.Apply> step = step(route, 2);

        CompletableFuture<Router.Apply> newer = apply(CANARY, 3);
        disk.goOn();

        assertThat(newer.get(PATIENCE_S, TimeUnit.SECONDS))
                .isInstanceOf(Router.Apply.Applied.class);
        step.get(PATIENCE_S, TimeUnit.SECONDS);
        assertThat(observed(router).orElseThrow().split()).isEqualTo(CANARY);
        assertThat(Files.readString(words())).contains("shop_production_token 3");
    }

    @Test
    @Requirement("TRAF-7")
    void an_overtaken_step_s_lease_is_never_granted() throws Exception {
        CompletableFuture<Router.Apply> step =
                start(route, 2, Optional.of(new Lease("p-1:1", Ground.LEASE)));
        CompletableFuture<Router.Apply> back = apply(BASELINE, 3);
        awaitBaseline();
        disk.goOn();
        back.get(PATIENCE_S, TimeUnit.SECONDS);
        step.get(PATIENCE_S, TimeUnit.SECONDS);

        assertThat(
                        new RuntimeApi(ground.plane.haproxy.socket())
                                .whole("show table shop_production_lease"))
                .doesNotContain("p-1:1");
    }

    @Test
    @Requirement("TRAF-7")
    void going_back_is_in_the_files_also_where_haproxy_does_not_answer() {
        ground.plane.kill();

        assertThat(router.apply(BASELINE, new Token(2)))
                .isInstanceOf(Router.Apply.Unreachable.class);

        ground.plane.start();
        assertThat(observed(router).orElseThrow().split()).isEqualTo(BASELINE);
    }

    @Test
    @Requirement("TRAF-7")
    void going_back_asks_haproxy_for_nothing_but_its_maps_before_it_tells_it() throws IOException {
        Path socket = directory.resolve("relay.sock");
        try (Relay relay = new Relay(socket, ground.plane.haproxy.socket())) {
            new HaproxyRouter(ground.by(socket, route)).apply(BASELINE, new Token(2));

            assertThat(relay.lines().getFirst()).matches("show map \\S+;show map \\S+");
            assertThat(relay.lines().get(1)).contains("shop_production_bp 0");
        }
    }

    /** A step that waits for the disk. */
    private CompletableFuture<Router.Apply> step(Route of, long token) throws Exception {
        return start(of, token, Optional.empty());
    }

    private CompletableFuture<Router.Apply> start(Route of, long token, Optional<Lease> lease)
            throws Exception {
        CompletableFuture<Router.Apply> step =
                CompletableFuture.supplyAsync(
                        () -> new HaproxyRouter(of, disk).apply(MORE, new Token(token), lease),
                        threads);
        assertThat(disk.asked.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        return step;
    }

    private CompletableFuture<Router.Apply> apply(Split split, long token) {
        return CompletableFuture.supplyAsync(() -> router.apply(split, new Token(token)), threads);
    }

    private void awaitBaseline() {
        long start = System.nanoTime();
        while (!observed(router).map(seen -> seen.split().equals(BASELINE)).orElse(false)) {
            assertThat(System.nanoTime() - start)
                    .as("HAProxy goes back while the disk still works")
                    .isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_S));
        }
    }

    private Path words() {
        return ground.plane.haproxy.maps().resolve("slot.map");
    }

    /** Takes as long as a test wants. */
    private static final class SlowDisk implements MapFiles.Disk {
        final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch done = new CountDownLatch(1);

        void goOn() {
            done.countDown();
        }

        @Override
        public void force(FileChannel channel) throws IOException {
            asked.countDown();
            try {
                assertThat(done.await(2 * PATIENCE_S, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
