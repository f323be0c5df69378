package dev.surefoot.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class ForwardingTest extends PlaneFixture {
    @Test
    void path_query_and_host_arrive_as_sent_and_forwarding_headers_cannot_be_made_up()
            throws Exception {
        FakeBackend blue = saying("blue");
        int port = blueOnly(start(), blue);

        Wire.once(
                port,
                "/a%2Fb/%C3%A4?q=1%202&q=%26",
                "X-Surefoot-Bucket: 99999",
                "X-Forwarded-For: 6.6.6.6",
                "X-Forwarded-Host: evil.example",
                "X-Own: kept");

        FakeBackend.Seen seen = blue.seen().remove();
        assertThat(seen.line()).isEqualTo("GET /a%2Fb/%C3%A4?q=1%202&q=%26 HTTP/1.1");
        assertThat(seen.header("host")).isEqualTo("shop.example");
        assertThat(seen.header("x-own")).isEqualTo("kept");
        assertThat(seen.header("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(seen.header("x-forwarded-host")).isEqualTo("shop.example");
        assertThat(seen.header("x-forwarded-proto")).isEqualTo("http");
        assertThat(Integer.parseInt(seen.header("x-surefoot-bucket"))).isBetween(0, 9_999);
    }

    @Test
    void headers_of_one_connection_stay_on_it_in_both_directions() throws Exception {
        FakeBackend blue =
                scripted(
                        (in, out) ->
                                FakeBackend.head(
                                        out,
                                        "Content-Length: 0",
                                        "X-Kept: 1",
                                        "Connection: X-Mine",
                                        "X-Mine: 1",
                                        "Keep-Alive: timeout=5"));
        int port = blueOnly(start(), blue);

        Wire.Reply reply =
                Wire.once(
                        port,
                        "/",
                        "Connection: keep-alive, X-Secret, Host",
                        "X-Secret: 1",
                        "TE: trailers",
                        "Upgrade: websocket");

        FakeBackend.Seen seen = blue.seen().remove();
        assertThat(seen.headers())
                .containsKey("host")
                .doesNotContainKeys("x-secret", "te", "upgrade", "connection");
        assertThat(reply.header("X-Kept")).containsExactly("1");
        assertThat(reply.header("X-Mine")).isEmpty();
        assertThat(reply.header("Keep-Alive")).isEmpty();
    }

    @Test
    void the_bucket_told_to_the_instance_is_the_users() throws Exception {
        FakeBackend blue = saying("blue");
        RouteBody route = RouteBody.of(blue.port(), FakeBackend.deadPort()).cohort("uid", "shop");
        int port = start().apply(route).path("listenPort").asInt();

        Wire.Reply reply = Wire.once(port, "/", "Cookie: uid=u1");

        assertThat(blue.seen().remove().header("x-surefoot-bucket")).isEqualTo("2944");
        assertThat(reply.header("Set-Cookie")).isEmpty();
    }

    @Test
    void a_newcomer_gets_a_random_cookie_and_keeps_its_bucket() throws Exception {
        FakeBackend blue = saying("blue");
        RouteBody route = RouteBody.of(blue.port(), FakeBackend.deadPort()).cohort("uid", "shop");
        int port = start().apply(route).path("listenPort").asInt();
        Set<String> cookies = new TreeSet<>();

        for (int i = 0; i < 20; i++) {
            String set = Wire.once(port, "/").header("Set-Cookie").getFirst();
            assertThat(set).startsWith("uid=").contains("HttpOnly").contains("SameSite=Lax");
            String cookie = set.substring(0, set.indexOf(';'));
            Wire.once(port, "/", "Cookie: " + cookie);
            assertThat(blue.seen().remove().header("x-surefoot-bucket"))
                    .isEqualTo(blue.seen().remove().header("x-surefoot-bucket"));
            cookies.add(cookie);
        }

        assertThat(cookies).hasSize(20);
    }

    @Test
    void an_application_that_sets_the_cookie_itself_is_not_overruled() throws Exception {
        FakeBackend blue =
                scripted(
                        (in, out) ->
                                FakeBackend.head(out, "Content-Length: 0", "Set-Cookie: uid=own"));
        RouteBody route = RouteBody.of(blue.port(), FakeBackend.deadPort()).cohort("uid", "shop");
        int port = start().apply(route).path("listenPort").asInt();

        assertThat(Wire.once(port, "/").header("Set-Cookie")).containsExactly("uid=own");
    }

    @Test
    void large_bodies_pass_whole_in_both_directions_with_and_without_length() throws Exception {
        int size = 5_000_000;
        String chunk = Integer.toHexString(size) + "\r\n" + "y".repeat(size) + "\r\n0\r\n\r\n";
        FakeBackend blue =
                scripted(
                        (in, out) ->
                                FakeBackend.raw(
                                        out,
                                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                                + chunk));
        Admin admin = start();
        int port = blueOnly(admin, blue);

        try (Wire wire = new Wire(port)) {
            wire.send("POST / HTTP/1.1", "Transfer-Encoding: chunked");
            wire.write(chunk.getBytes(StandardCharsets.US_ASCII));
            assertThat(wire.read("POST").body()).isEqualTo("y".repeat(size));
            wire.send("PUT / HTTP/1.1", "Content-Length: " + size);
            wire.write(new byte[size]);
            assertThat(wire.read("PUT").body()).isEqualTo("y".repeat(size));
        }

        assertThat(blue.seen())
                .extracting(FakeBackend.Seen::bodyBytes)
                .containsExactly((long) size, (long) size);
        assertThat(admin.settled("BLUE", "blue-0", 2).path("errors").asInt()).isZero();
    }

    @Test
    void a_body_is_streamed_and_not_collected_first() throws Exception {
        CountDownLatch clientHasTheFirstHalf = new CountDownLatch(1);
        FakeBackend blue =
                scripted(
                        (in, out) -> {
                            FakeBackend.raw(
                                    out, "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf");
                            await(clientHasTheFirstHalf);
                            FakeBackend.raw(out, "done");
                        });
        int port = blueOnly(start(), blue);

        try (Wire wire = new Wire(port)) {
            wire.send("GET / HTTP/1.1");
            StringBuilder read = new StringBuilder();
            while (!read.toString().endsWith("half")) {
                read.append((char) wire.exactly(1)[0]);
            }
            clientHasTheFirstHalf.countDown();
            assertThat(new String(wire.exactly(4), StandardCharsets.US_ASCII)).isEqualTo("done");
        }
    }

    @Test
    void an_answer_before_the_request_has_ended_is_passed_on() throws Exception {
        FakeBackend blue = saying("unused");
        CountDownLatch answered = new CountDownLatch(1);
        try (java.net.ServerSocket early = new java.net.ServerSocket(0)) {
            Thread.ofVirtual().start(() -> answerEarly(early, answered));
            Admin admin = start();
            RouteBody route = RouteBody.of(early.getLocalPort(), blue.port());
            int port = admin.apply(route).path("listenPort").asInt();

            try (Wire wire = new Wire(port)) {
                wire.send("POST / HTTP/1.1", "Content-Length: 1000");
                wire.write(new byte[10]);
                assertThat(wire.read("POST").status()).isEqualTo(413);
                answered.countDown();
                wire.write(new byte[990]);
                assertThat(admin.settled("BLUE", "blue-0", 1).path("errors").asInt()).isZero();
                assertThat(wire.get("/").status()).as("the connection goes on").isEqualTo(413);
            }
        }
    }

    private static void answerEarly(java.net.ServerSocket server, CountDownLatch answered) {
        while (!server.isClosed()) {
            try (java.net.Socket socket = server.accept()) {
                assertThat(socket.getInputStream().read()).isNotNegative();
                FakeBackend.respond(socket.getOutputStream(), 413, "too much");
                await(answered);
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Test
    void head_and_204_have_no_body_and_keep_the_connection_in_step() throws Exception {
        FakeBackend blue =
                scripted(
                        (in, out) -> {
                            boolean head = in.line().startsWith("HEAD");
                            FakeBackend.raw(
                                    out,
                                    head
                                            ? "HTTP/1.1 200 OK\r\nContent-Length: 77\r\n\r\n"
                                            : "HTTP/1.1 204 No Content\r\n\r\n");
                        });
        int port = blueOnly(start(), blue);

        try (Wire wire = new Wire(port)) {
            Wire.Reply head = wire.request("HEAD", "/");
            assertThat(head.header("Content-Length")).containsExactly("77");
            assertThat(wire.get("/").status()).isEqualTo(204);
            assertThat(wire.request("HEAD", "/").status()).isEqualTo(200);
        }
    }

    @Test
    void a_client_that_waits_for_100_continue_is_told_to_go_on() throws Exception {
        FakeBackend blue = saying("thanks");
        int port = blueOnly(start(), blue);

        try (Wire wire = new Wire(port)) {
            wire.send("POST / HTTP/1.1", "Content-Length: 4", "Expect: 100-continue");
            assertThat(wire.read("POST").status()).isEqualTo(100);
            wire.write("body".getBytes(StandardCharsets.US_ASCII));
            assertThat(wire.read("POST").body()).isEqualTo("thanks");
        }

        FakeBackend.Seen seen = blue.seen().remove();
        assertThat(seen.bodyBytes()).isEqualTo(4);
        assertThat(seen.headers()).doesNotContainKey("expect");
    }

    @Test
    void instances_of_a_slot_take_turns() throws Exception {
        RouteBody route =
                RouteBody.of(saying("a").port(), FakeBackend.deadPort())
                        .alsoBlue("blue-1", saying("b").port())
                        .alsoBlue("blue-2", saying("c").port());
        int port = start().apply(route).path("listenPort").asInt();
        List<String> answers = new ArrayList<>();

        try (Wire wire = new Wire(port)) {
            for (int i = 0; i < 30; i++) {
                answers.add(wire.get("/").body());
            }
        }

        for (String name : List.of("a", "b", "c")) {
            assertThat(answers).filteredOn(name::equals).hasSize(10);
        }
    }

    /** Undertow's own limits answered half of such requests with 503; ours must never return. */
    @Test
    void thirty_two_connections_are_served_at_once() throws Exception {
        int connections = 32;
        CountDownLatch allArrived = new CountDownLatch(connections);
        FakeBackend blue =
                scripted(
                        (in, out) -> {
                            allArrived.countDown();
                            await(allArrived);
                            FakeBackend.respond(out, 200, "together");
                        });
        int port = blueOnly(start(), blue);

        try (Load load = Load.of(port, connections, 100 * connections)) {
            assertThat(load.failed()).isZero();
            assertThat(load.sent()).isEqualTo(100 * connections);
        }
    }

    private int blueOnly(Admin admin, FakeBackend blue) throws IOException {
        return admin.apply(RouteBody.of(blue.port(), FakeBackend.deadPort()))
                .path("listenPort")
                .asInt();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IOException("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
