package dev.surefoot.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.proxy.forward.Timeouts;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Whose fault was it? Each case: what the client sees, and what is counted. */
@Requirement("TRAF-3")
class FaultsTest extends PlaneFixture {
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void a_500_is_passed_on_and_is_an_error() throws Exception {
        Admin admin = start();
        int port = only(admin, scripted((in, out) -> FakeBackend.respond(out, 500, "oops")));

        Wire.Reply reply = Wire.once(port, "/");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).isEqualTo("oops");
        counted(admin, 1, 1, 0);
    }

    @Test
    void a_404_is_no_error() throws Exception {
        Admin admin = start();
        int port = only(admin, scripted((in, out) -> FakeBackend.respond(out, 404, "none")));

        assertThat(Wire.once(port, "/").status()).isEqualTo(404);

        counted(admin, 1, 0, 0);
    }

    @Test
    void a_connection_closed_without_an_answer_is_an_error_and_never_sent_twice() throws Exception {
        Admin admin = start();
        FakeBackend backend =
                scripted(
                        (in, out) -> {
                            throw new IOException("close");
                        });
        int port = only(admin, backend);

        assertThat(Wire.once(port, "/").status()).isEqualTo(502);
        assertThat(Wire.once(port, "/").status()).isEqualTo(502);

        counted(admin, 2, 2, 0);
        assertThat(backend.seen()).hasSize(2);
    }

    @Test
    void a_body_cut_short_is_an_error_that_the_client_sees_as_cut() throws Exception {
        Admin admin = start();
        int port =
                only(
                        admin,
                        scripted(
                                (in, out) -> {
                                    FakeBackend.raw(
                                            out,
                                            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                                    throw new IOException("cut");
                                }));

        assertThat(failureOf(port)).isInstanceOf(IOException.class);

        counted(admin, 1, 1, 0);
    }

    @Test
    void a_chunked_body_cut_short_is_an_error_that_the_client_sees_as_cut() throws Exception {
        Admin admin = start();
        int port =
                only(
                        admin,
                        scripted(
                                (in, out) -> {
                                    FakeBackend.raw(
                                            out,
                                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked"
                                                    + "\r\n\r\n4\r\nhalf\r\n");
                                    throw new IOException("cut");
                                }));

        assertThat(failureOf(port)).isInstanceOf(IOException.class);

        counted(admin, 1, 1, 0);
    }

    @Test
    void an_answer_that_is_no_http_is_an_error() throws Exception {
        Admin admin = start();
        int port = only(admin, scripted((in, out) -> FakeBackend.raw(out, "%%% what?\r\n\r\n")));

        assertThat(Wire.once(port, "/").status()).isEqualTo(502);

        counted(admin, 1, 1, 0);
    }

    @Test
    void no_answer_in_time_is_an_error_after_the_time_out_and_not_before() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Admin admin = start(SHORT);
        int port = only(admin, scripted((in, out) -> await(never)));

        long begun = System.nanoTime();
        int status = Wire.once(port, "/").status();

        assertThat(status).isEqualTo(504);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(SHORT);
        counted(admin, 1, 1, 0);
    }

    @Test
    void silence_within_the_body_is_an_error_as_well() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Admin admin = start(SHORT);
        int port =
                only(
                        admin,
                        scripted(
                                (in, out) -> {
                                    FakeBackend.raw(
                                            out,
                                            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                                    await(never);
                                }));

        assertThat(failureOf(port)).isInstanceOf(IOException.class);

        counted(admin, 1, 1, 0);
    }

    @Test
    void a_client_that_leaves_within_the_response_is_no_error() throws Exception {
        String chunk = "x".repeat(1 << 16);
        Admin admin = start();
        int port =
                only(
                        admin,
                        scripted(
                                (in, out) -> {
                                    FakeBackend.head(out, "Content-Length: 1000000000");
                                    for (int i = 0; i < 15_000; i++) {
                                        FakeBackend.raw(out, chunk);
                                    }
                                }));

        try (Wire wire = new Wire(port)) {
            wire.send("GET / HTTP/1.1");
            wire.exactly(100_000);
        }

        counted(admin, 1, 0, 1);
    }

    @Test
    void a_client_that_leaves_within_its_own_request_is_no_error() throws Exception {
        Admin admin = start();
        int port = only(admin, saying("done"));

        try (Wire wire = new Wire(port)) {
            wire.send("POST / HTTP/1.1", "Content-Length: 1000");
            wire.write("only this".getBytes(StandardCharsets.US_ASCII));
            awaitStarted(admin);
        }

        counted(admin, 1, 0, 1);
    }

    @Test
    void a_client_that_stalls_within_its_own_request_is_no_error() throws Exception {
        Admin admin = start(SHORT);
        int port = only(admin, saying("done"));

        try (Wire wire = new Wire(port)) {
            wire.send("POST / HTTP/1.1", "Content-Length: 1000");
            wire.write("only this".getBytes(StandardCharsets.US_ASCII));

            counted(admin, 1, 0, 1);
        }
    }

    @Test
    void a_dead_canary_is_hidden_from_clients_but_not_from_the_counters() throws Exception {
        int requests = 300;
        Admin admin = start();
        RouteBody route = RouteBody.of(saying("blue").port(), FakeBackend.deadPort()).green(5_000);
        int port = admin.apply(route).path("listenPort").asInt();

        try (Load load = Load.of(port, 4, requests)) {
            assertThat(load.failed()).isZero();
        }

        JsonNode green = admin.settled("GREEN", "green-0", 1);
        long failures = green.path("connectFailures").asLong();
        assertThat(failures).isPositive();
        assertThat(green.path("errors").asLong()).isEqualTo(failures);
        assertThat(green.path("requests").asLong()).isEqualTo(failures);
        assertThat(green.path("started").asLong()).isEqualTo(failures);
        JsonNode blue = admin.settled("BLUE", "blue-0", requests);
        assertThat(blue.path("requests").asLong()).isEqualTo(requests);
        assertThat(blue.path("errors").asLong()).isZero();
    }

    @Test
    void a_post_whose_instance_refuses_reaches_another_one_whole_and_once() throws Exception {
        Admin admin = start();
        FakeBackend blue = saying("blue");
        RouteBody route = RouteBody.of(blue.port(), FakeBackend.deadPort()).green(10_000);
        int port = admin.apply(route).path("listenPort").asInt();

        try (Wire wire = new Wire(port)) {
            wire.send("POST / HTTP/1.1", "Content-Length: 100000");
            wire.write(new byte[100_000]);

            assertThat(wire.read("POST").body()).isEqualTo("blue");
        }

        assertThat(blue.seen()).extracting(FakeBackend.Seen::bodyBytes).containsExactly(100_000L);
    }

    @Test
    void an_instance_that_returns_gets_traffic_again() throws Exception {
        int dead = FakeBackend.deadPort();
        Admin admin = start();
        RouteBody route = RouteBody.of(saying("blue").port(), dead).green(10_000);
        int port = admin.apply(route).path("listenPort").asInt();

        assertThat(Wire.once(port, "/").body()).isEqualTo("blue");
        closing(FakeBackend.at(dead, "green"));

        String answer = "blue";
        for (Instant end = Instant.now().plusSeconds(20);
                answer.equals("blue") && Instant.now().isBefore(end); ) {
            answer = Wire.once(port, "/").body();
        }
        assertThat(answer).isEqualTo("green");
    }

    @Test
    void where_nobody_can_serve_the_answer_is_503_and_counted_as_unrouted() throws Exception {
        Admin admin = start();
        RouteBody route = RouteBody.of(FakeBackend.deadPort(), FakeBackend.deadPort());
        int port = admin.apply(route).path("listenPort").asInt();

        assertThat(Wire.once(port, "/").status()).isEqualTo(503);
        assertThat(Wire.once(port, "/").status()).isEqualTo(503);

        JsonNode counters = admin.counters();
        assertThat(counters.path("unrouted").path("requests").asLong()).isEqualTo(2);
        assertThat(counters.path("unrouted").path("errors").asLong()).isEqualTo(2);
        assertThat(admin.instance("BLUE", "blue-0").path("connectFailures").asLong()).isEqualTo(2);
    }

    @Test
    void a_client_that_does_not_read_its_response_is_no_error() throws Exception {
        String chunk = "x".repeat(1 << 16);
        Admin admin = start(SHORT);
        int port =
                only(
                        admin,
                        scripted(
                                (in, out) -> {
                                    FakeBackend.head(out, "Content-Length: 1000000000");
                                    for (int i = 0; i < 15_000; i++) {
                                        FakeBackend.raw(out, chunk);
                                    }
                                }));

        try (Wire wire = new Wire(port)) {
            wire.send("GET / HTTP/1.1");

            counted(admin, 1, 0, 1);
        }
    }

    @Test
    void a_host_that_never_answers_a_connection_costs_one_connect_time_out() throws Exception {
        Admin admin = start(new Timeouts(Timeouts.DEFAULT.backend(), SHORT));
        try (DeafPort deaf = new DeafPort()) {
            RouteBody route = RouteBody.of(saying("blue").port(), deaf.port()).green(10_000);
            int port = admin.apply(route).path("listenPort").asInt();

            assertThat(Wire.once(port, "/").body()).isEqualTo("blue");

            JsonNode green = admin.instance("GREEN", "green-0");
            assertThat(green.path("connectFailures").asInt()).isEqualTo(1);
            assertThat(green.path("requests").asInt()).isEqualTo(1);
            assertThat(green.path("errors").asInt()).isEqualTo(1);
        }
    }

    @Test
    @Requirement("TRAF-5")
    void a_request_still_connecting_when_the_share_goes_to_zero_starts_elsewhere()
            throws Exception {
        Admin admin = start(new Timeouts(Timeouts.DEFAULT.backend(), Duration.ofSeconds(1)));
        try (DeafPort deaf = new DeafPort()) {
            RouteBody route = RouteBody.of(saying("blue").port(), deaf.port()).green(10_000);
            int port = admin.apply(route).path("listenPort").asInt();

            try (Wire wire = new Wire(port)) {
                wire.send("GET / HTTP/1.1");
                admin.apply(route.green(0));

                assertThat(wire.read("GET").body()).isEqualTo("blue");
            }
            assertThat(admin.instance("GREEN", "green-0").path("started").asInt()).isZero();
        }
    }

    private int only(Admin admin, FakeBackend blue) throws IOException {
        return admin.apply(RouteBody.of(blue.port(), FakeBackend.deadPort()))
                .path("listenPort")
                .asInt();
    }

    private static void counted(Admin admin, int requests, int errors, int aborts)
            throws IOException {
        JsonNode blue = admin.settled("BLUE", "blue-0", requests);
        assertThat(blue.path("requests").asInt()).as("requests").isEqualTo(requests);
        assertThat(blue.path("started").asInt()).as("started").isEqualTo(requests);
        assertThat(blue.path("errors").asInt()).as("errors").isEqualTo(errors);
        assertThat(blue.path("clientAborts").asInt()).as("clientAborts").isEqualTo(aborts);
        assertThat(blue.path("connectFailures").asInt()).as("connectFailures").isZero();
        long inBuckets = 0;
        for (JsonNode bucket : blue.path("buckets")) {
            inBuckets += bucket.asLong();
        }
        assertThat(inBuckets).as("sum of buckets").isEqualTo(requests);
    }

    private static void awaitStarted(Admin admin) throws IOException {
        Instant end = Instant.now().plusSeconds(20);
        while (admin.instance("BLUE", "blue-0").path("started").asInt() == 0
                && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
    }

    private static Throwable failureOf(int port) {
        return org.assertj.core.api.Assertions.catchThrowable(() -> Wire.once(port, "/"));
    }

    private static void await(CountDownLatch never) throws IOException {
        try {
            never.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
