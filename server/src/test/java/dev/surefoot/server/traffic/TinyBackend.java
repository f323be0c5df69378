package dev.surefoot.server.traffic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An instance that says its name and misbehaves on demand: {@code /500}, {@code /close} (no
 * answer), {@code /truncate} (half a body), {@code /wait} (until {@link #release}).
 */
final class TinyBackend implements AutoCloseable {
    private final String name;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong lastNanos = new AtomicLong(Long.MIN_VALUE);
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    TinyBackend(String name) throws IOException {
        this.name = name;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    Endpoint endpoint() {
        return new Endpoint(name, "127.0.0.1", server.getAddress().getPort());
    }

    /** How many requests arrived here. */
    long received() {
        return received.get();
    }

    /** When the last request arrived, by {@link System#nanoTime}. */
    long lastNanos() {
        return lastNanos.get();
    }

    /** Returns when a request to {@code /wait} is being served. */
    void awaitWaiting() throws InterruptedException {
        waiting.await();
    }

    void release() {
        released.countDown();
    }

    private void handle(HttpExchange exchange) throws IOException {
        received.incrementAndGet();
        lastNanos.set(System.nanoTime());
        switch (exchange.getRequestURI().getPath()) {
            case "/500" -> answer(exchange, 500);
            case "/close" -> exchange.close();
            case "/truncate" -> {
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().write(new byte[10]);
                exchange.getResponseBody().flush();
                exchange.close();
            }
            case "/wait" -> {
                waiting.countDown();
                awaitRelease();
                answer(exchange, 200);
            }
            default -> answer(exchange, 200);
        }
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        String bucket = exchange.getRequestHeaders().getFirst("X-Surefoot-Bucket");
        byte[] body = (name + " " + bucket).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
