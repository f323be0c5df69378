package shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The shop's HTTP side, on the loopback address: a virtual thread a request. */
final class Server {
    private static final int LONGEST_BODY = 64 * 1024;
    private static final int STOP_SECONDS = 10;

    private final HttpServer http;
    private final Shop shop;
    private final String version;
    private final String digest;
    private final AtomicInteger inFlight = new AtomicInteger();

    private Server(HttpServer http, Shop shop) throws IOException {
        this.http = http;
        this.shop = shop;
        version =
                Objects.requireNonNullElse(
                        Main.class.getPackage().getImplementationVersion(), "dev");
        digest = OwnJar.digest();
    }

    static Server start(int port, Shop shop) throws IOException {
        // Headers and body leave in two writes; with Nagle's algorithm each answer could wait 40
        // ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // By default it closes idle connections beyond 200, and all after 30 s, without a word: who
        // just sends a request on one, such as a proxy after a burst, gets no answer.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
        System.setProperty("sun.net.httpserver.idleInterval", "300");
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Server server = new Server(HttpServer.create(address, 1024), shop);
        server.http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.http.createContext("/", server::handle);
        server.http.start();
        return server;
    }

    int port() {
        return http.getAddress().getPort();
    }

    String version() {
        return version;
    }

    /** Takes no more requests and waits for those in flight. */
    void stop() {
        Thread closing = Thread.ofPlatform().start(() -> http.stop(STOP_SECONDS));
        try {
            // The JDK's server at times takes a connection that was just closed for a request and
            // waits for it to the last second; so the shop goes by its own count.
            boolean closed = closing.join(Duration.ofMillis(100));
            while (!closed && inFlight.get() > 0) {
                closed = closing.join(Duration.ofMillis(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        inFlight.incrementAndGet();
        try {
            respond(exchange);
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private void respond(HttpExchange exchange) throws IOException {
        // Readiness does not ask the database: were that away, all instances would be taken out at
        // once, with the pages that need none, and a new instance could not help it.
        boolean ready = exchange.getRequestURI().getPath().equals("/ready");
        if (ready) {
            exchange.getResponseHeaders().set("X-Artifact-Digest", digest);
        }
        Answer answer = ready ? new Answer(200, "text/plain", "ready\n") : answer(exchange);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("X-Shop-Version", version);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
        // Only the stream is closed: closing the exchange would end the connection as well.
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(head ? new byte[0] : body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        try {
            return shop.answer(request(exchange));
        } catch (BadRequest bad) {
            return Answer.failure(400, bad.getMessage());
        } catch (Backend.Unavailable unavailable) {
            return Answer.failure(502, unavailable.getMessage());
        } catch (CustomersUnavailable unavailable) {
            System.err.println("503 for " + exchange.getRequestURI() + ": " + causeOf(unavailable));
            return Answer.failure(503, unavailable.getMessage());
        } catch (InterruptedException interrupted) {
            return Answer.failure(503, "the shop is closing");
        } catch (RuntimeException bug) {
            System.err.println("500 for " + exchange.getRequestURI() + ": " + causeOf(bug));
            return Answer.failure(500, "something went wrong");
        }
    }

    private static Throwable causeOf(RuntimeException thrown) {
        return Objects.requireNonNullElse(thrown.getCause(), thrown);
    }

    private static Request request(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> Request.get(path, query);
            case "POST" -> Request.post(path, new String(body, StandardCharsets.UTF_8));
            case String other -> throw new BadRequest("the shop does not know " + other);
        };
    }
}
