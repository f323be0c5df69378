package dev.surefoot.server.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.process.Ports;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.traffic.haproxy.PrivateHaproxy;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What only HAProxy can do, and what can only be done to it. */
class HaproxyRouterTest {
    private static final Split BASELINE = Split.allTo(Slot.BLUE);
    private static final Duration TTL = Duration.ofSeconds(3);

    @TempDir Path directory;
    private HaproxyPlane plane;
    private TinyBackend blue;
    private TinyBackend green;
    private Route route;
    private Router router;
    private int port;

    @BeforeEach
    void open() throws IOException {
        plane = new HaproxyPlane(directory);
        blue = new TinyBackend("blue-0");
        green = new TinyBackend("green-0");
        port = Ports.free(1).getFirst();
        route =
                new Route(
                        "shop-2",
                        "production",
                        plane.of(port, TTL),
                        Optional.of(new Cohort("uid", "shop")),
                        Map.of(
                                Slot.BLUE, List.of(blue.endpoint()),
                                Slot.GREEN, List.of(green.endpoint())));
        router = plane.router(route);
        assertThat(router.apply(BASELINE, new Token(1))).isInstanceOf(Router.Apply.Applied.class);
    }

    @AfterEach
    void close() {
        blue.close();
        green.close();
        plane.close();
    }

    @Test
    void users_leave_on_rollback_though_a_cookie_names_a_server_of_the_bad_slot()
            throws IOException {
        String sticky =
                plane.configuration()
                        .replace(
                                "    retries 3\n",
                                "    retries 3\n    cookie SRV insert indirect nocache\n")
                        .replaceAll("(?m)^    server (\\S+) (\\S+)$", "    server $1 $2 cookie $1");
        plane.reload(sticky);
        plane.awaitUp(route, 2);
        apply(canary(5_000));

        try (HttpConnection client = new HttpConnection(port)) {
            // shop:u1 has bucket 2944.
            HttpConnection.Answer first = client.get("/", "uid=u1");
            assertThat(first.body()).startsWith("green-0");
            assertThat(first.headers().get("set-cookie")).startsWith("SRV=green-0");
            assertThat(client.get("/", "uid=u1; SRV=green-0").body()).startsWith("green-0");

            apply(BASELINE);

            assertThat(client.get("/", "uid=u1; SRV=green-0").body()).startsWith("blue-0");
        }
        assertThat(green.received()).isEqualTo(2);
    }

    @Test
    void who_has_no_cookie_is_drawn_anew_and_none_is_set() throws IOException {
        apply(canary(5_000));

        try (HttpConnection client = new HttpConnection(port)) {
            for (int i = 0; i < 100; i++) {
                assertThat(client.get("/", "uid=").headers()).doesNotContainKey("set-cookie");
            }
        }

        // Six standard deviations of 100 draws.
        assertThat(green.received()).isBetween(20L, 80L);
    }

    @Test
    void a_reload_that_brings_back_old_map_files_is_seen_and_repaired() throws IOException {
        Path words = plane.haproxy.maps().resolve("slot.map");
        String old = Files.readString(words);
        apply(Split.allTo(Slot.GREEN));

        Files.writeString(words, old);
        plane.reload();
        plane.awaitUp(route, 2);

        assertThat(observed().split()).isEqualTo(BASELINE);
        apply(Split.allTo(Slot.GREEN));
        assertThat(observed().split()).isEqualTo(Split.allTo(Slot.GREEN));
        plane.reload();
        assertThat(observed().split()).as("in the files, too").isEqualTo(Split.allTo(Slot.GREEN));
    }

    @Test
    void the_files_of_a_newer_server_refuse_an_older_one_also_after_a_foreign_hand()
            throws IOException {
        Path words = plane.haproxy.maps().resolve("slot.map");
        router.apply(BASELINE, new Token(9));
        String newer = Files.readString(words);
        Files.writeString(words, newer.replace("token 9", "token 2"));
        plane.reload();
        Files.writeString(words, newer);

        assertThat(router.apply(canary(100), new Token(3)))
                .isEqualTo(new Router.Apply.StaleToken(new Token(9)));
    }

    @Test
    void entries_that_somebody_took_away_are_seen_and_put_back() throws IOException {
        Path words = plane.haproxy.maps().resolve("slot.map");
        List<String> kept =
                Files.readAllLines(words).stream().filter(l -> !l.contains("_primary")).toList();
        Files.write(words, kept);
        plane.reload();

        assertThat(router.read())
                .isInstanceOfSatisfying(
                        Router.Read.Unreachable.class,
                        seen -> assertThat(seen.why()).contains("shop-2_production_primary"));
        apply(BASELINE);
    }

    @Test
    @Requirement("TRAF-6")
    void a_lease_outlives_a_reload_with_the_time_that_was_left() throws IOException {
        awaitLearned();
        Lease lease = new Lease("p-1:1", TTL);
        router.apply(canary(9_999), new Token(1), Optional.of(lease));
        long granted = System.nanoTime();

        plane.reload();
        awaitHeld(lease);

        try (Load load = Load.on(port)) {
            while (!observed().lapsed()) {
                load.awaitMore(20);
            }
            load.awaitMore(200);
            assertThat(load.troubles()).isEmpty();
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(green.lastNanos() - granted))
                .as("the hand-over itself takes a moment that is not counted")
                .isBetween(TTL.toMillis() / 2, TTL.toMillis() + 1_000);
    }

    @Test
    @Requirement("TRAF-6")
    void a_lease_that_was_called_lapsed_does_not_come_back_with_a_reload() throws IOException {
        Lease lease = new Lease("p-1:1", TTL);
        router.apply(canary(9_999), new Token(1), Optional.of(lease));
        plane.kill();
        plane.start();
        plane.awaitUp(route, 2);

        assertThat(router.renew(lease)).isInstanceOf(Renewal.Lapsed.class);
        plane.reload();

        assertThat(router.renew(lease)).isInstanceOf(Renewal.Lapsed.class);
        assertThat(observed().lapsed()).isTrue();
        assertThat(Files.readString(plane.haproxy.maps().resolve("slot.map")))
                .contains("shop-2_production_lease lapsed:p-1:1");
    }

    @Test
    @Requirement("TRAF-6")
    void a_lease_of_another_length_than_the_table_s_is_refused() {
        assertThat(
                        router.apply(
                                canary(100),
                                new Token(1),
                                Optional.of(new Lease("p-1:1", Duration.ofSeconds(15)))))
                .isInstanceOfSatisfying(
                        Router.Apply.Refused.class,
                        refused -> assertThat(refused.why()).contains("15000 ms", "3000 ms"));
    }

    @Test
    @Requirement("TRAF-8")
    void a_lease_that_the_table_would_keep_for_longer_or_not_for_so_long_is_refused() {
        for (String pasted : List.of("expire 15s", "expire 1s")) {
            plane.reload(plane.configuration().replace("expire 3000ms", pasted));
            plane.awaitUp(route, 2);

            assertThat(
                            router.apply(
                                    canary(100),
                                    new Token(2),
                                    Optional.of(new Lease("p-1:1", TTL))))
                    .isInstanceOfSatisfying(
                            Router.Apply.Refused.class,
                            refused ->
                                    assertThat(refused.why())
                                            .contains("shop-2_production_lease", "3000 ms")
                                            .contains("router print"));
            assertThat(observed().split()).isEqualTo(BASELINE);
        }
        apply(BASELINE);
    }

    @Test
    @Requirement("TRAF-3")
    void an_instance_that_is_silent_for_too_long_is_one_request_and_one_error() throws IOException {
        CounterReader reader = new CounterReader(Optional.of(counted()));

        try (HttpConnection client = new HttpConnection(port)) {
            assertThat(client.get("/wait", "").status()).isEqualTo(504);
        }

        Deltas.Window window = window(reader);
        assertThat(window.requests(Slot.BLUE)).isEqualTo(1);
        assertThat(window.errors(Slot.BLUE)).isEqualTo(1);
    }

    @Test
    @Requirement("TRAF-3")
    void a_canary_that_crashes_under_load_shows_as_errors_and_then_nobody_is_sent_there() {
        apply(canary(1_000));
        CounterReader reader = new CounterReader(Optional.of(counted()));

        try (Load load = Load.on(port)) {
            load.awaitMore(500);
            green.close();
            awaitErrors(reader);
        } catch (AssertionError e) {
            // Some clients saw the crash: that is what is counted below.
        }

        plane.awaitUp(route, 1);
        long failed = errorsOfGreen();
        assertThat(failed).isBetween(1L, 50L);
        assertThat(Load.of(port, 1_000).troubles()).isEmpty();
        assertThat(errorsOfGreen()).isEqualTo(failed);
    }

    @Test
    void a_server_that_is_elsewhere_than_the_definition_says_exposes_nobody() {
        Route moved =
                new Route(
                        route.service(),
                        route.environment(),
                        route.plane(),
                        route.cohort(),
                        Map.of(
                                Slot.BLUE, List.of(blue.endpoint()),
                                Slot.GREEN, List.of(new Endpoint("green-0", "127.0.0.1", 1))));

        assertThat(plane.again(moved).apply(canary(100), new Token(1)))
                .isInstanceOfSatisfying(
                        Router.Apply.Refused.class,
                        refused ->
                                assertThat(refused.why())
                                        .contains("shop-2_production_green", "router print"));
        assertThat(observed().split()).isEqualTo(BASELINE);
        assertThat(plane.again(moved).apply(BASELINE, new Token(1)))
                .as("the way back is never refused")
                .isInstanceOf(Router.Apply.Applied.class);
    }

    @Test
    void a_disk_that_takes_nothing_refuses_exposure_and_never_the_way_back() throws IOException {
        apply(canary(1_000));
        Path maps = plane.haproxy.maps();
        for (String file : List.of("share.map", "slot.map")) {
            Files.delete(maps.resolve(file));
        }
        Files.delete(maps);

        assertThat(router.apply(canary(5_000), new Token(1)))
                .isInstanceOf(Router.Apply.Unreachable.class);
        assertThat(observed().split()).isEqualTo(canary(1_000));

        assertThat(router.apply(BASELINE, new Token(1)))
                .isInstanceOfSatisfying(
                        Router.Apply.Unreachable.class,
                        gone -> assertThat(gone.why()).contains("a reload would bring back"));
        assertThat(observed().split()).isEqualTo(BASELINE);
    }

    @Test
    void a_socket_that_is_gone_is_unknown() throws IOException {
        Files.delete(plane.haproxy.socket());

        assertThat(router.read()).isInstanceOf(Router.Read.Unreachable.class);
        assertThat(router.counters()).isInstanceOf(Router.Counters.Unreachable.class);
        assertThat(router.renew(new Lease("p:1", TTL))).isInstanceOf(Renewal.Unreachable.class);
        assertThat(router.apply(BASELINE, new Token(1)))
                .isInstanceOfSatisfying(
                        Router.Apply.Unreachable.class,
                        gone -> assertThat(gone.why()).contains("admin.sock"));
    }

    @Test
    void a_socket_of_a_lower_level_exposes_nobody_and_says_so() {
        plane.reload(plane.configuration().replace("level admin", "level user"));

        Lease lease = new Lease("p-1:1", TTL);
        assertThat(router.apply(canary(100), new Token(1), Optional.of(lease)))
                .isInstanceOfSatisfying(
                        Router.Apply.Refused.class,
                        refused -> assertThat(refused.why()).contains("level admin"));
        assertThat(green.received()).isZero();
    }

    @Test
    void a_configuration_without_ours_is_named_and_not_waited_for() {
        plane.reload(
                plane.configuration().replace("shop-2_production_green", "shop-2_production_red"));

        assertThat(router.read())
                .isInstanceOfSatisfying(
                        Router.Read.Unreachable.class,
                        seen ->
                                assertThat(seen.why())
                                        .contains("backend shop-2_production_green")
                                        .contains("surefoot router print"));
    }

    @Test
    void integers_mixed_with_words_are_refused_at_the_start() throws IOException {
        Files.writeString(plane.haproxy.maps().resolve("share.map"), "shop_staging_bp many\n");

        assertThatThrownBy(() -> plane.haproxy.runAgain())
                .isInstanceOf(PrivateHaproxy.NotReady.class);
        assertThat(observed().split()).as("the old process goes on").isEqualTo(BASELINE);
    }

    private void awaitLearned() {
        long start = System.nanoTime();
        while (!plane.haproxy.handsOver()) {
            assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
        }
    }

    private void awaitHeld(Lease lease) {
        long start = System.nanoTime();
        while (!observed().lease().equals(Optional.of(new ObservedLease(lease.id(), true)))) {
            assertThat(System.nanoTime() - start).isLessThan(TTL.toNanos());
        }
    }

    private void awaitErrors(CounterReader reader) {
        long start = System.nanoTime();
        long errors = 0;
        while (errors == 0) {
            assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
            if (reader.next(router.counters(), Instant.EPOCH)
                    instanceof Reading.Fresh(Deltas.Window window)) {
                errors += window.errors(Slot.GREEN);
            }
        }
    }

    private Deltas.Window window(CounterReader reader) {
        Reading reading = reader.next(router.counters(), Instant.EPOCH);
        assertThat(reading).isInstanceOf(Reading.Fresh.class);
        return ((Reading.Fresh) reading).window();
    }

    private void apply(Split split) {
        assertThat(router.apply(split, new Token(1))).isInstanceOf(Router.Apply.Applied.class);
    }

    private ObservedRoute observed() {
        Router.Read read = router.read();
        assertThat(read).isInstanceOf(Router.Read.Observed.class);
        return ((Router.Read.Observed) read).route();
    }

    private CounterSnapshot counted() {
        Router.Counters counters = router.counters();
        assertThat(counters).isInstanceOf(Router.Counters.Counted.class);
        return ((Router.Counters.Counted) counters).snapshot();
    }

    private long errorsOfGreen() {
        return counted().slots().getOrDefault(Slot.GREEN, Map.of()).values().stream()
                .mapToLong(InstanceCounts::errors)
                .sum();
    }

    private static Split canary(int basisPoints) {
        return new Split(Slot.BLUE, new Share(basisPoints));
    }
}
