package dev.surefoot.bench.shifting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

@Timeout(60)
class FastLoadTest {
    private static final String GOOD = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void every_request_is_answered_by_a_backend_that_answers() throws IOException {
        try (TinyBackend backend = TinyBackend.start("v1")) {
            long before = System.nanoTime();

            FastLoad.Seen seen = load(backend.port(), 500);

            assertThat(seen.requests()).isGreaterThanOrEqualTo(500);
            assertThat(seen.failed()).isZero();
            assertThat(seen.micros()).hasSize((int) seen.requests());
            assertThat(backend.lastArrivalNanos()).isBetween(before, System.nanoTime());
        }
    }

    @Test
    void a_connection_closed_without_an_answer_is_an_error_even_if_the_next_one_is_fine()
            throws IOException {
        FastLoad.Seen seen = against(GOOD, "");

        assertThat(seen.errors().keySet())
                .singleElement()
                .asString()
                .contains("closed before an answer was whole");
    }

    @Test
    void a_body_that_is_cut_is_an_error() throws IOException {
        FastLoad.Seen seen = against("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nok");

        assertThat(seen.errors().keySet()).containsExactly("EOFException: the body is cut");
    }

    @Test
    void an_answer_of_another_status_is_an_error() throws IOException {
        FastLoad.Seen seen =
                against("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");

        assertThat(seen.errors()).containsKey("status 503");
    }

    @Test
    void a_close_that_was_announced_is_no_error() throws IOException {
        FastLoad.Seen seen =
                against("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");

        assertThat(seen.failed()).isZero();
        assertThat(seen.closed()).isEqualTo(seen.requests());
    }

    @Test
    void nobody_reads_counts_that_still_grow() throws IOException {
        try (TinyBackend backend = TinyBackend.start("v1");
                FastLoad load = FastLoad.start(backend.port(), 1)) {
            assertThatThrownBy(load::seen).isInstanceOf(IllegalStateException.class);
        }
    }

    /** On each connection gives these answers, one a request, and closes. */
    private static FastLoad.Seen against(String... answers) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(listener, answers));
            return load(listener.getLocalPort(), 20);
        }
    }

    private static void answer(ServerSocket listener, String... answers) {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                answer(socket, answers);
            } catch (IOException e) {
                // The test is over, or the client went first: the loop's condition tells which.
            }
        }
    }

    private static void answer(Socket socket, String... answers) throws IOException {
        byte[] request = new byte[1_000];
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        for (String text : answers) {
            if (in.read(request) > 0) {
                out.write(text.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static FastLoad.Seen load(int port, long requests) {
        FastLoad load = FastLoad.start(port, 2);
        try (load) {
            while (load.finished() < requests) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        return load.seen();
    }
}
