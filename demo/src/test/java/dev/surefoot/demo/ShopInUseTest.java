package dev.surefoot.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

class ShopInUseTest {
    private static final int REQUESTS = 20_000;
    private static final double BASE_RATE = 0.001;
    private static final double DEFECT_RATE = 0.02;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void names_its_own_jar_when_it_is_ready(int version) throws Exception {
        BuiltVersion built = BuiltShop.version(version);

        try (RunningShop shop = RunningShop.start(built.jar(), 1);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest ready = HttpRequest.newBuilder(shop.address().resolve("/ready")).build();
            HttpResponse<String> answer = client.send(ready, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("X-Artifact-Digest"))
                    .contains("sha256:" + built.sha256Hex());
            assertThat(answer.headers().firstValue("X-Shop-Version")).contains("v" + version);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5})
    void fails_one_request_in_a_thousand_without_a_defect(int version) throws Exception {
        double rate = errorRate(version);

        assertThat(rate).isCloseTo(BASE_RATE, within(fourSigma(BASE_RATE)));
    }

    @Test
    void fails_two_requests_in_a_hundred_more_with_the_defect_of_the_third_version()
            throws Exception {
        double rate = errorRate(3);

        double expected = BASE_RATE + (1 - BASE_RATE) * DEFECT_RATE;
        assertThat(rate).isCloseTo(expected, within(fourSigma(expected)));
    }

    @Test
    void ends_when_it_is_told_to_and_leaves_nothing_behind() throws Exception {
        try (RunningShop shop = RunningShop.start(BuiltShop.version(1).jar(), 2)) {
            DirectLoad.serverErrors(shop.address(), 50, 7);

            boolean ended = shop.terminate();

            assertThat(ended).isTrue();
            assertThat(shop.process().isAlive()).isFalse();
        }
    }

    @Test
    void does_not_wait_for_the_rest_of_a_request_that_never_comes() throws Exception {
        try (RunningShop shop = RunningShop.start(BuiltShop.version(1).jar(), 4);
                Socket customer = new Socket("localhost", shop.address().getPort())) {
            send(customer, "GET / HT");
            // By the time that these are answered, the server has begun to read the above.
            DirectLoad.serverErrors(shop.address(), 50, 7);

            assertThat(shop.terminate()).isTrue();
        }
    }

    @Test
    void answers_the_request_in_flight_before_it_ends() throws Exception {
        try (RunningShop shop = RunningShop.start(BuiltShop.version(1).jar(), 3);
                Socket customer = new Socket("localhost", shop.address().getPort())) {
            String json = "{\"items\":\"1x2\"}";
            InputStream in = customer.getInputStream();
            // The shop says "continue" once the request is its own; its body is still to come.
            send(
                    customer,
                    "POST /checkout HTTP/1.1\r\nHost: shop\r\nExpect: 100-continue\r\n"
                            + "Content-Length: %d\r\n\r\n".formatted(json.length()));
            assertThat(new String(in.readNBytes(12), UTF_8)).isEqualTo("HTTP/1.1 100");

            shop.process().destroy();
            while (takesConnections(shop)) {
                Thread.onSpinWait();
            }
            send(customer, json);

            assertThat(new String(in.readAllBytes(), UTF_8)).contains("\"total\":\"6.50\"");
            assertThat(shop.terminate()).isTrue();
        }
    }

    @Test
    void keeps_the_connections_of_a_burst_open() throws Exception {
        int burst = 400;
        List<Socket> customers = new ArrayList<>();
        try (RunningShop shop = RunningShop.start(BuiltShop.version(1).jar(), 5)) {
            for (int i = 0; i < burst; i++) {
                customers.add(new Socket("localhost", shop.address().getPort()));
            }

            for (int round = 0; round < 2; round++) {
                for (Socket customer : customers) {
                    send(customer, "GET /ready HTTP/1.1\r\nHost: shop\r\n\r\n");
                    InputStream in = customer.getInputStream();
                    assertThat(new AnswerReader(in).read().status()).isEqualTo(200);
                }
            }
        } finally {
            for (Socket customer : customers) {
                customer.close();
            }
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static boolean takesConnections(RunningShop shop) {
        try (Socket probe = new Socket("localhost", shop.address().getPort())) {
            return probe.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static double errorRate(int version) throws Exception {
        try (RunningShop shop = RunningShop.start(BuiltShop.version(version).jar(), version)) {
            return DirectLoad.serverErrors(shop.address(), REQUESTS, 20_260_000L + version)
                    / (double) REQUESTS;
        }
    }

    private static double fourSigma(double rate) {
        return 4 * Math.sqrt(rate * (1 - rate) / REQUESTS);
    }
}
