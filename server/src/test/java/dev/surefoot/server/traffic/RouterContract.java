package dev.surefoot.server.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.process.Ports;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/** What every adapter must do, shown on its real data plane with real requests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RouterContract {
    static final Duration TTL = Duration.ofSeconds(1);
    static final Split BASELINE = Split.allTo(Slot.BLUE);
    private static final Cohort COHORT = new Cohort("uid", "shop");

    /** The design's bar: from the accepted command to the last request on the bad version. */
    private static final long LAST_REQUEST_MS = 50;

    DataPlane plane;
    TinyBackend blue;
    TinyBackend green;
    private int routes;
    int port;

    /** Starts the data plane. */
    abstract DataPlane open(Path directory);

    @BeforeAll
    void openPlane(@TempDir Path directory) {
        plane = open(directory);
    }

    @AfterAll
    void closePlane() {
        plane.close();
    }

    @BeforeEach
    void openBackends() throws IOException {
        blue = new TinyBackend("blue-0");
        green = new TinyBackend("green-0");
        port = Ports.free(1).getFirst();
        routes++;
    }

    @AfterEach
    void closeBackends() {
        blue.close();
        green.close();
    }

    @Test
    @Requirement("TRAF-1")
    void a_share_is_applied_to_the_basis_point_and_read_back() {
        Router router = router(Optional.empty());
        assertThat(router.read()).isEqualTo(new Router.Read.Absent());
        assertThat(router.counters()).isEqualTo(new Router.Counters.Absent());

        ObservedRoute applied = apply(router, canary(137), 1);

        assertThat(applied.split()).isEqualTo(canary(137));
        assertThat(applied.token()).isEqualTo(new Token(1));
        assertThat(applied.slots().get(Slot.GREEN)).containsExactly(green.endpoint());
        assertThat(router.read()).isEqualTo(new Router.Read.Observed(applied));
        assertThat(apply(router, canary(137), 1).split()).isEqualTo(canary(137));
    }

    @Test
    @Requirement("TRAF-1")
    @Requirement("TRAF-3")
    void one_percent_of_requests_is_one_percent_and_each_is_counted_once() {
        int requests = 20_000;
        Router router = router(Optional.empty());
        apply(router, canary(100), 1);
        CounterReader reader = reader(router);

        Load load = Load.of(port, requests);

        // Four standard deviations of 20,000 draws at 1 %.
        double bound = 4 * Math.sqrt(requests * 0.01 * 0.99);
        assertThat(load.troubles()).isEmpty();
        assertThat((double) green.received()).isBetween(200 - bound, 200 + bound);
        Deltas.Window window = settled(router, reader, requests);
        assertThat(window.requests(Slot.GREEN)).isEqualTo(green.received());
        assertThat(window.requests(Slot.BLUE)).isEqualTo(blue.received());
        assertThat(window.errors(Slot.BLUE) + window.errors(Slot.GREEN)).isZero();
        if (router.capabilities().contains(Capability.LATENCY_HISTOGRAM)) {
            assertThat(window.increments())
                    .allSatisfy(
                            each ->
                                    assertThat(each.buckets().stream().mapToLong(c -> c).sum())
                                            .isEqualTo(each.requests()));
        }
    }

    @Test
    @Requirement("TRAF-2")
    void a_user_is_where_the_hash_says_to_the_basis_point() throws IOException {
        Router router = router(Optional.of(COHORT));
        apply(router, canary(2_944), 1); // shop:u1 has bucket 2944, shop:u2 6698

        try (HttpConnection client = new HttpConnection(port)) {
            assertThat(client.get("/", "uid=u1").body()).isEqualTo("blue-0 2944");
            apply(router, canary(2_945), 2);
            assertThat(client.get("/", "uid=u1").body()).isEqualTo("green-0 2944");
            assertThat(client.get("/", "a=b; uid=u2").body()).isEqualTo("blue-0 6698");
            for (int i = 0; i < 500; i++) {
                String uid = "user-" + i;
                CRC32 crc = new CRC32();
                crc.update(("shop:" + uid).getBytes(StandardCharsets.UTF_8));
                long bucket = crc.getValue() % 10_000;
                assertThat(client.get("/", "uid=" + uid).body())
                        .isEqualTo((bucket < 2_945 ? "green-0 " : "blue-0 ") + bucket);
            }
        }
    }

    @Test
    void a_user_stays_while_the_share_grows_and_leaves_when_it_is_taken_back() throws IOException {
        Router router = router(Optional.of(COHORT));
        apply(router, canary(3_000), 1);

        try (HttpConnection client = new HttpConnection(port)) {
            assertThat(client.get("/", "uid=u1").body()).startsWith("green-0");
            apply(router, canary(6_000), 1);
            assertThat(client.get("/", "uid=u1").body()).startsWith("green-0");
            apply(router, BASELINE, 1);
            assertThat(client.get("/", "uid=u1").body()).startsWith("blue-0");
        }
    }

    @Test
    void nobody_sees_an_error_while_traffic_shifts() {
        Router router = router(Optional.empty());
        apply(router, BASELINE, 1);

        try (Load load = Load.on(port)) {
            for (int round = 0; round < 3; round++) {
                for (int share : List.of(1, 100, 1_000, 5_000, 10_000, 0)) {
                    apply(router, canary(share), 1);
                    load.awaitMore(150);
                }
                apply(router, Split.allTo(Slot.GREEN), 1);
                load.awaitMore(150);
                apply(router, BASELINE, 1);
            }
            assertThat(load.troubles()).isEmpty();
        }
        assertThat(green.received()).isPositive();
        assertThat(blue.received()).isPositive();
    }

    @Test
    @Requirement("TRAF-5")
    void after_a_rollback_no_request_starts_on_the_bad_slot_and_counters_prove_it() {
        Router router = router(Optional.empty());
        apply(router, canary(5_000), 1);

        try (Load load = Load.on(port)) {
            load.awaitMore(1_000);
            assertThat(green.received()).isPositive();

            Instant begun = Instant.now().minusSeconds(10);
            Instant switched = apply(router, BASELINE, 1).appliedAt();
            long accepted = System.nanoTime();
            CounterSnapshot first = counted(router);
            CounterSnapshot second = first;
            while (Silence.of(Slot.GREEN, first, second) instanceof Silence.Unknown) {
                load.awaitMore(100);
                second = counted(router);
            }

            assertThat(Silence.of(Slot.GREEN, first, second)).isEqualTo(new Silence.Proven(true));
            assertThat(Silence.of(Slot.BLUE, first, second)).isInstanceOf(Silence.Broken.class);
            assertThat(TimeUnit.NANOSECONDS.toMillis(green.lastNanos() - accepted))
                    .as("last request on the bad slot, ms after the rollback was accepted")
                    .isLessThanOrEqualTo(LAST_REQUEST_MS);
            assertThat(load.troubles()).isEmpty();
            assertThat(second.slots().getOrDefault(Slot.GREEN, Map.of()).get("green-0"))
                    .isNotNull()
                    .satisfies(
                            counts ->
                                    assertThat(counts.lastStartedAt().orElseThrow())
                                            .isBetween(
                                                    begun, switched.plusMillis(LAST_REQUEST_MS)));
        }
    }

    @Test
    void a_request_in_flight_finishes_after_the_switch() throws Exception {
        Router router = router(Optional.empty());
        apply(router, Split.allTo(Slot.GREEN), 1);

        try (HttpConnection slow = new HttpConnection(port)) {
            slow.send("/wait", "");
            green.awaitWaiting();
            apply(router, BASELINE, 1);
            assertThat(counted(router).inFlight(Slot.GREEN)).isEqualTo(1);
            green.release();
            assertThat(slow.get("/", "").body()).startsWith("green-0"); // the slow one's answer
        }
    }

    @Test
    @Requirement("TRAF-4")
    void a_stale_token_is_refused_and_exposes_nobody() throws IOException {
        Router router = router(Optional.empty());
        apply(router, BASELINE, 5);

        Router.Apply stale = router.apply(Split.allTo(Slot.GREEN), new Token(4));

        assertThat(stale).isEqualTo(new Router.Apply.StaleToken(new Token(5)));
        assertThat(router.read())
                .isInstanceOfSatisfying(
                        Router.Read.Observed.class,
                        seen -> assertThat(seen.route().split()).isEqualTo(BASELINE));
        try (HttpConnection client = new HttpConnection(port)) {
            for (int i = 0; i < 50; i++) {
                assertThat(client.get("/", "").body()).startsWith("blue-0");
            }
        }
        assertThat(green.received()).isZero();
    }

    @Test
    @Requirement("TRAF-9")
    void a_server_whose_database_was_restored_goes_on_above_what_the_data_plane_has() {
        Route route = route(Optional.empty(), TTL);
        Router router = plane.router(route);
        apply(router, BASELINE, 900);
        assertThat(router.apply(canary(100), new Token(450)))
                .isInstanceOf(Router.Apply.StaleToken.class);

        new Fence((seen, where) -> Optional.of(new Token(seen.value() + Fence.STRIDE)))
                .guard(route, router);

        assertThat(router.newest().orElseThrow().value()).isGreaterThanOrEqualTo(900);
        assertThat(apply(router, canary(100), 900 + Fence.STRIDE + 1).split())
                .isEqualTo(canary(100));
        assertThat(router.apply(BASELINE, new Token(901)))
                .isInstanceOf(Router.Apply.StaleToken.class);
    }

    @Test
    @Requirement("TRAF-1")
    void a_router_that_is_gone_is_unknown_and_after_its_restart_its_counters_are_a_gap() {
        Router router = router(Optional.empty());
        apply(router, canary(1_000), 7);
        CounterReader reader = reader(router);
        Load.of(port, 100);
        settled(router, reader, 100);

        plane.kill();
        assertThat(router.read()).isInstanceOf(Router.Read.Unreachable.class);
        assertThat(router.apply(BASELINE, new Token(7)))
                .isInstanceOf(Router.Apply.Unreachable.class);
        assertThat(reader.next(router.counters(), Instant.EPOCH))
                .isInstanceOf(Reading.Silent.class);

        plane.start();
        assertThat(router.apply(canary(1_000), new Token(6)))
                .as("the token survives")
                .isEqualTo(new Router.Apply.StaleToken(new Token(7)));
        apply(router, canary(1_000), 7);
        assertThat(reader.next(router.counters(), Instant.EPOCH)).isInstanceOf(Reading.Gap.class);
        Load again = Load.of(port, 50);
        assertThat(again.troubles()).isEmpty();
        assertThat(settled(router, reader, 50).errors(Slot.BLUE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/500", "/close", "/truncate"})
    @Requirement("TRAF-3")
    void a_request_that_fails_is_one_request_and_one_error(String path) throws IOException {
        int requests = 10;
        Router router = router(Optional.empty());
        apply(router, BASELINE, 1);
        CounterReader reader = reader(router);

        for (int i = 0; i < requests; i++) {
            try (HttpConnection client = new HttpConnection(port)) {
                if (path.equals("/truncate")) {
                    assertThatThrownBy(() -> client.get(path, "")).isInstanceOf(IOException.class);
                } else {
                    assertThat(client.get(path, "").status()).isGreaterThanOrEqualTo(500);
                }
            }
        }

        Deltas.Window window = settled(router, reader, requests);
        assertThat(window.requests(Slot.BLUE)).isEqualTo(requests);
        assertThat(window.errors(Slot.BLUE)).isEqualTo(requests);
        assertThat(blue.received()).as("nothing is sent twice").isEqualTo(requests);
    }

    @Test
    @Requirement("TRAF-3")
    void a_dead_instance_is_visible_in_errors_though_clients_are_served_elsewhere()
            throws IOException {
        Router router = router(Optional.empty());
        apply(router, Split.allTo(Slot.GREEN), 1);
        CounterReader reader = reader(router);
        green.close();

        try (HttpConnection client = new HttpConnection(port)) {
            assertThat(client.get("/", "").body()).startsWith("blue-0");
        }

        Deltas.Window window = settled(router, reader, 2);
        assertThat(window.requests(Slot.GREEN)).isEqualTo(1);
        assertThat(window.errors(Slot.GREEN)).isEqualTo(1);
        assertThat(window.errors(Slot.BLUE)).isZero();
    }

    @Test
    @Requirement("TRAF-3")
    void a_client_that_leaves_is_a_request_and_no_error() throws Exception {
        Router router = router(Optional.empty());
        apply(router, BASELINE, 1);
        CounterReader reader = reader(router);

        try (HttpConnection client = new HttpConnection(port)) {
            client.send("/wait", "");
            blue.awaitWaiting();
        }
        blue.release();

        Deltas.Window window = settled(router, reader, 1);
        assertThat(window.requests(Slot.BLUE)).isEqualTo(1);
        assertThat(window.errors(Slot.BLUE)).isZero();
    }

    @Test
    void a_share_for_a_slot_without_instances_is_refused_and_changes_nothing() {
        Router router =
                plane.router(
                        new Route(
                                "shop",
                                "env-" + routes,
                                plane.of(port, TTL),
                                Optional.empty(),
                                Map.of(Slot.BLUE, List.of(blue.endpoint()))));
        apply(router, BASELINE, 1);

        Router.Apply refused = router.apply(canary(1), new Token(1));

        assertThat(refused).isInstanceOf(Router.Apply.Refused.class);
        assertThat(router.read())
                .isInstanceOfSatisfying(
                        Router.Read.Observed.class,
                        seen -> assertThat(seen.route().split()).isEqualTo(BASELINE));
    }

    @Test
    void where_no_slot_may_get_traffic_nobody_is_served() throws IOException {
        Route route = route(Optional.empty(), TTL);
        Router router = plane.router(route);
        apply(router, Split.allTo(Slot.GREEN), 1);

        Route nowhere =
                new Route(
                        route.service(),
                        route.environment(),
                        route.plane(),
                        Optional.empty(),
                        Map.of());
        apply(plane.again(nowhere), BASELINE, 1);

        try (HttpConnection client = new HttpConnection(port)) {
            assertThat(client.get("/", "").status()).isEqualTo(503);
        }
        assertThat(green.received() + blue.received()).isZero();
    }

    Router router(Optional<Cohort> cohort) {
        return plane.router(route(cohort, TTL));
    }

    Route route(Optional<Cohort> cohort, Duration lease) {
        return new Route(
                "shop",
                "env-" + routes,
                plane.of(port, lease),
                cohort,
                Map.of(
                        Slot.BLUE, List.of(blue.endpoint()),
                        Slot.GREEN, List.of(green.endpoint())));
    }

    static Split canary(int basisPoints) {
        return new Split(Slot.BLUE, new Share(basisPoints));
    }

    static ObservedRoute apply(Router router, Split split, long token) {
        Router.Apply outcome = router.apply(split, new Token(token));
        assertThat(outcome).isInstanceOf(Router.Apply.Applied.class);
        return ((Router.Apply.Applied) outcome).observed();
    }

    private static CounterSnapshot counted(Router router) {
        Router.Counters counters = router.counters();
        assertThat(counters).isInstanceOf(Router.Counters.Counted.class);
        return ((Router.Counters.Counted) counters).snapshot();
    }

    static CounterReader reader(Router router) {
        return new CounterReader(Optional.of(counted(router)));
    }

    /** The window in which so many requests have ended, buckets included. */
    static Deltas.Window settled(Router router, CounterReader reader, long requests) {
        CounterSnapshot before = reader.position().orElseThrow();
        long start = System.nanoTime();
        while (System.nanoTime() - start < 20_000_000_000L) {
            CounterSnapshot now = counted(router);
            Deltas deltas = Deltas.between(before, now);
            if (deltas instanceof Deltas.Window window
                    && window.requests(Slot.BLUE) + window.requests(Slot.GREEN) >= requests
                    && now.inFlight(Slot.BLUE) + now.inFlight(Slot.GREEN) == 0) {
                // Once more: errors and durations are written after the request itself.
                Reading reading = reader.next(router.counters(), Instant.EPOCH);
                assertThat(reading).isInstanceOf(Reading.Fresh.class);
                return ((Reading.Fresh) reading).window();
            }
        }
        throw new AssertionError("no window with " + requests + " requests");
    }
}
