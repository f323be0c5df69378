package dev.surefoot.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Against a server of the test's own, which decides what the users get. */
class VirtualUsersTest {
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final CountDownLatch hundredAsked = new CountDownLatch(100);
    private final CountDownLatch twelveHundredAsked = new CountDownLatch(1_200);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2_000);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void counts_answers_and_errors_by_version() throws Exception {
        answerEveryTenthWith(503, "v9");
        Instant before = Instant.now();

        Tally tally = tallyOfAHundredOrMore();

        VersionTally v9 = Objects.requireNonNull(tally.byVersion().get("v9"));
        assertThat(tally.requests()).isGreaterThanOrEqualTo(100).isEqualTo(targets.size());
        assertThat(tally.clientErrors()).isZero();
        assertThat(tally.serverErrors()).isEqualTo(targets.size() / 10);
        assertThat(tally.byVersion()).containsOnlyKeys("v9");
        assertThat(v9.requests()).isEqualTo(tally.requests());
        assertThat(v9.errors()).isEqualTo(tally.serverErrors());
        assertThat(v9.lastStartedAt()).isBetween(before, Instant.now());
    }

    @Test
    void keeps_answers_apart_that_no_version_signed() throws Exception {
        answerEveryTenthWith(200, "");

        Tally tally = tallyOfAHundredOrMore();

        assertThat(tally.byVersion()).containsOnlyKeys(Tally.UNSIGNED);
    }

    @Test
    void counts_a_request_without_an_answer_once_and_does_not_repeat_it() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        server.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestURI().toString());
                    hundredAsked.countDown();
                    exchange.close();
                });

        Tally tally = tallyOfAHundredOrMore();

        assertThat(tally.clientErrors()).isEqualTo(tally.requests()).isEqualTo(asked.size());
        assertThat(tally.serverErrors()).isZero();
    }

    @Test
    void counts_a_shop_that_is_not_there_as_no_answer() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        VirtualUsers users = VirtualUsers.start(URI.create("http://localhost:" + free), 500, 1);
        while (users.tally().requests() < 20) {
            Thread.onSpinWait();
        }
        users.close();

        assertThat(users.tally().clientErrors()).isEqualTo(users.tally().requests());
    }

    @Test
    void asks_the_same_for_the_same_seed_and_something_else_for_another() {
        assertThat(first(1_000, 5)).isEqualTo(first(1_000, 5)).isNotEqualTo(first(1_000, 6));
    }

    @Test
    void arrives_at_the_rate_it_was_given() throws Exception {
        answerEveryTenthWith(200, "v1");

        VirtualUsers users = VirtualUsers.start(address(), 400, 11);
        twelveHundredAsked.await();
        users.close();

        // Four sigma of the time that 1,200 exponential gaps take are 12 %.
        assertThat(users.tally().achievedRate()).isBetween(400 / 1.12, 400 / 0.88);
    }

    @Test
    void says_how_late_it_was_when_the_shop_could_not_keep_up() throws Exception {
        CountDownLatch allBusy = new CountDownLatch(1_000);
        CountDownLatch open = new CountDownLatch(1);
        server.createContext(
                "/",
                exchange -> {
                    allBusy.countDown();
                    await(open);
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });

        VirtualUsers users = VirtualUsers.start(address(), 5_000, 4);
        allBusy.await();
        long busySince = System.nanoTime();
        while (System.nanoTime() - busySince < 300_000_000) {
            Thread.onSpinWait();
        }
        open.countDown();
        while (users.tally().requests() < 1_001) {
            Thread.onSpinWait();
        }
        users.close();

        assertThat(users.tally().worstDelay()).isGreaterThan(Duration.ofMillis(250));
    }

    @Test
    void sends_nothing_once_it_is_closed() throws Exception {
        answerEveryTenthWith(200, "v1");
        Tally closed = tallyOfAHundredOrMore();

        assertThat(closed.requests()).isEqualTo(targets.size());
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("virtual-users"));
    }

    @Test
    void refuses_a_rate_and_an_address_that_it_cannot_serve() {
        assertThatThrownBy(() -> VirtualUsers.start(address(), 0, 1))
                .hasMessageContaining("not within 1 and 100,000");
        assertThatThrownBy(() -> VirtualUsers.start(URI.create("https://localhost"), 1, 1))
                .hasMessageContaining("not http://HOST:PORT");
    }

    private URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private Tally tallyOfAHundredOrMore() throws InterruptedException {
        VirtualUsers users = VirtualUsers.start(address(), 500, 3);
        hundredAsked.await();
        users.close();
        return users.tally();
    }

    private void answerEveryTenthWith(int status, String version) {
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    int number;
                    synchronized (targets) {
                        targets.add(exchange.getRequestURI().toString());
                        number = targets.size();
                    }
                    if (!version.isEmpty()) {
                        exchange.getResponseHeaders().set("X-Shop-Version", version);
                    }
                    exchange.sendResponseHeaders(number % 10 == 0 ? status : 200, -1);
                    exchange.getResponseBody().close();
                    hundredAsked.countDown();
                    twelveHundredAsked.countDown();
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<ShopRequest> first(int requests, long seed) {
        RequestStream stream = new RequestStream(seed);
        List<ShopRequest> first = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            first.add(stream.next());
        }
        return first;
    }
}
