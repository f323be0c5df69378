package dev.surefoot.demo;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A small HTTP/1.1 client over connections that are kept alive. It sends every request exactly
 * once: the JDK's own client silently repeats a {@code GET} whose connection was closed before an
 * answer came, and so would hide from the tally what a user may see. Safe for all threads.
 */
final class ShopClient implements Closeable {
    private static final int CONNECT_MS = 2_000;
    private static final int ANSWER_MS = 10_000;
    // Well below the 30 s and more after which servers close an idle connection: a request on a
    // connection that is just being closed would count as an error that no user caused.
    private static final long LONGEST_IDLE_NANOS = Duration.ofSeconds(5).toNanos();

    private final InetSocketAddress address;
    private final String hostHeader;
    // Last in, first out: few connections stay in use, the others age and are closed.
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    ShopClient(URI shop) {
        if (!"http".equals(shop.getScheme()) || shop.getHost() == null) {
            throw new IllegalArgumentException(shop + " is not http://HOST:PORT");
        }
        int port = shop.getPort() < 0 ? 80 : shop.getPort();
        address = new InetSocketAddress(shop.getHost(), port);
        hostHeader = shop.getHost() + ":" + port;
    }

    /** Sends a request and reads the whole answer; no answer within 10 s is an error. */
    ShopAnswer send(ShopRequest request) throws IOException {
        Connection connection = connection();
        boolean keep = false;
        try {
            connection.socket.getOutputStream().write(bytes(request));
            AnswerReader reader = new AnswerReader(connection.in);
            ShopAnswer answer = reader.read();
            keep = reader.keepsAlive();
            return answer;
        } finally {
            if (keep) {
                idle.push(new Connection(connection.socket, connection.in, System.nanoTime()));
            } else {
                connection.socket.close();
            }
        }
    }

    /** Closes the idle connections; to be called when no request is in flight. */
    @Override
    public void close() throws IOException {
        for (Connection c = idle.poll(); c != null; c = idle.poll()) {
            c.socket.close();
        }
    }

    private Connection connection() throws IOException {
        closeAged();
        Connection kept = idle.poll();
        if (kept != null) {
            return kept;
        }
        Socket socket = new Socket();
        try {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.setSoTimeout(ANSWER_MS);
            socket.connect(address, CONNECT_MS);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 4096);
            return new Connection(socket, in, System.nanoTime());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    // INVARIANT: the deque is ordered by idle time up to races, the oldest at its end.
    private void closeAged() throws IOException {
        long now = System.nanoTime();
        Connection oldest = idle.pollLast();
        while (oldest != null && now - oldest.idleSince > LONGEST_IDLE_NANOS) {
            oldest.socket.close();
            oldest = idle.pollLast();
        }
        if (oldest != null) {
            idle.addLast(oldest);
        }
    }

    private byte[] bytes(ShopRequest request) {
        StringBuilder head = new StringBuilder(160);
        head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(hostHeader).append("\r\n");
        if (!request.json().isEmpty()) {
            int length = request.json().getBytes(StandardCharsets.UTF_8).length;
            head.append("Content-Type: application/json\r\n");
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        return head.append("\r\n")
                .append(request.json())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private record Connection(Socket socket, InputStream in, long idleSince) {}
}
