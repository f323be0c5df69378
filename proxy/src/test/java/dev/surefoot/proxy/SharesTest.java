package dev.surefoot.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.proxy.route.Cohort;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

class SharesTest extends PlaneFixture {
    @Test
    @Requirement("TRAF-1")
    void one_percent_of_50_000_requests_drawn_anew_is_one_percent_within_4_sigma()
            throws Exception {
        int requests = 50_000;
        Admin admin = start();
        RouteBody route = RouteBody.of(saying("blue").port(), saying("green").port()).green(100);
        int port = admin.apply(route).path("listenPort").asInt();

        try (Load load = Load.of(port, 16, requests)) {
            assertThat(load.failed()).isZero();
        }

        double sigma = Math.sqrt(requests * 0.01 * 0.99);
        long green = admin.settled("GREEN", "green-0", 0).path("requests").asLong();
        long blue = admin.settled("BLUE", "blue-0", requests - green).path("requests").asLong();
        assertThat((double) green).isCloseTo(requests * 0.01, within(4 * sigma));
        assertThat(blue + green).isEqualTo(requests);
    }

    @Test
    @Requirement("TRAF-2")
    void users_go_where_the_hash_of_their_cookie_says_and_leave_when_the_share_goes_to_zero()
            throws Exception {
        Cohort cohort = new Cohort("uid", "shop");
        Admin admin = start();
        RouteBody route =
                RouteBody.of(saying("blue").port(), saying("green").port()).cohort("uid", "shop");
        int port = admin.apply(route.green(3_000)).path("listenPort").asInt();

        try (Wire wire = new Wire(port)) {
            for (int i = 0; i < 2_000; i++) {
                String uid = "user-" + i + (i % 2 == 0 ? "" : "é");
                byte[] bytes = uid.getBytes(StandardCharsets.UTF_8);
                String raw = new String(bytes, StandardCharsets.ISO_8859_1);
                String expected = cohort.bucketOf(bytes) < 3_000 ? "green" : "blue";
                assertThat(wire.get("/", "Cookie: a=b; uid=" + raw + "; xuid=1").body())
                        .as(uid)
                        .isEqualTo(expected);
            }
            admin.apply(route.green(0));
            for (int i = 0; i < 200; i++) {
                assertThat(wire.get("/", "Cookie: uid=user-" + i).body()).isEqualTo("blue");
            }
        }
    }

    @Test
    void shifting_shares_back_and_forth_under_load_costs_no_client_an_error() throws Exception {
        int requests = 20_000;
        Admin admin = start();
        RouteBody route = RouteBody.of(saying("blue").port(), saying("green").port());
        int other = saying("blue").port();
        int port = admin.apply(route).path("listenPort").asInt();
        AtomicBoolean shifting = new AtomicBoolean(true);

        Thread shifter =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    for (int i = 0; shifting.get(); i++) {
                                        shift(admin, route, other, i);
                                    }
                                });
        try (Load load = Load.of(port, 16, requests)) {
            shifting.set(false);
            shifter.join();

            assertThat(load.failed()).isZero();
            assertThat(load.sent()).isEqualTo(requests);
        }
        long blue = admin.settled("BLUE", "blue-0", 0).path("requests").asLong();
        long blue1 = admin.settled("BLUE", "blue-1", 0).path("requests").asLong();
        long green = admin.settled("GREEN", "green-0", 0).path("requests").asLong();
        assertThat(blue + blue1 + green).as("each request counted once").isEqualTo(requests);
        assertThat(green).isPositive();
        assertThat(admin.counters().toString()).doesNotContainPattern("\"errors\":[1-9]");
    }

    private static void shift(Admin admin, RouteBody route, int otherBlue, int step) {
        RouteBody next =
                switch (step % 4) {
                    case 0 -> route.green(5_000);
                    case 1 -> route.green(10_000).primary("GREEN");
                    case 2 -> route.green(100).alsoBlue("blue-1", otherBlue);
                    default -> route.green(0);
                };
        try {
            admin.apply(next);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Requirement("TRAF-5")
    void once_the_share_is_put_to_zero_no_request_starts_on_that_slot() throws Exception {
        Admin admin = start();
        RouteBody route = RouteBody.of(saying("blue").port(), saying("green").port());
        int port = admin.apply(route).path("listenPort").asInt();
        AtomicBoolean running = new AtomicBoolean(true);

        try (Load load = Load.start(port, 16, running::get)) {
            for (int round = 0; round < 25; round++) {
                admin.apply(route.green(9_000));
                awaitMore(admin, "GREEN", "green-0", 50);
                Instant appliedAt =
                        Instant.parse(admin.apply(route.green(0)).path("appliedAt").asString());
                JsonNode atOnce = admin.instance("GREEN", "green-0");
                awaitMore(admin, "BLUE", "blue-0", 50);
                JsonNode later = admin.instance("GREEN", "green-0");

                assertThat(later.path("started").asLong())
                        .isEqualTo(atOnce.path("started").asLong());
                assertThat(Instant.parse(later.path("lastStartedAt").asString()))
                        .isBeforeOrEqualTo(appliedAt.plus(Duration.ofMillis(100)));
            }
            running.set(false);
            assertThat(load.join().failed()).isZero();
        } finally {
            running.set(false);
        }
    }

    private static void awaitMore(Admin admin, String slot, String name, int more)
            throws Exception {
        long target = admin.instance(slot, name).path("requests").asLong() + more;
        JsonNode now = admin.instance(slot, name);
        Instant end = Instant.now().plusSeconds(20);
        while (now.path("requests").asLong() < target && Instant.now().isBefore(end)) {
            now = admin.instance(slot, name);
        }
        assertThat(now.path("requests").asLong()).isGreaterThanOrEqualTo(target);
    }
}
