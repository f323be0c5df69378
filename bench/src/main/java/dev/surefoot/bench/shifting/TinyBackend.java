package dev.surefoot.bench.shifting;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * An instance that answers every request without a body at once, and knows when the last one came.
 * It never closes a connection that is in use. Safe for all threads.
 */
final class TinyBackend implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final ServerSocket listener;
    private final byte[] answer;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final LongAccumulator lastArrival = new LongAccumulator(Math::max, Long.MIN_VALUE);

    private TinyBackend(String version) throws IOException {
        listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        String text =
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX-Shop-Version: "
                        + version
                        + "\r\n\r\nok\n";
        answer = text.getBytes(StandardCharsets.US_ASCII);
    }

    static TinyBackend start(String version) throws IOException {
        TinyBackend backend = new TinyBackend(version);
        Thread.ofPlatform().name("backend-" + version).daemon().start(backend::accept);
        return backend;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** When the last one's head was complete, by {@link System#nanoTime()}. */
    long lastArrivalNanos() {
        return lastArrival.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Only close() ends this; were it otherwise, the clients would count refused requests.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (readHead(in)) {
                lastArrival.accumulate(System.nanoTime());
                socket.getOutputStream().write(answer);
            }
        } catch (IOException e) {
            // The other side broke the connection: whoever waits for an answer counts that.
        } finally {
            open.remove(socket);
        }
    }

    /** Reads up to the empty line; false at the end of the stream. */
    private static boolean readHead(InputStream in) throws IOException {
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            boolean fits = next == (matched % 2 == 0 ? '\r' : '\n');
            matched = fits ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
