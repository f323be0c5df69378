package dev.surefoot.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An instance that does as it is told, on a real port. Thread-safe. */
final class FakeBackend implements AutoCloseable {
    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final Script script;

    /** A request as it arrived; header names are lower-case. */
    record Seen(String line, Map<String, String> headers, long bodyBytes) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** Answers on the raw connection; returning normally keeps it open. */
    interface Script {
        void answer(Seen request, OutputStream out) throws IOException;
    }

    private FakeBackend(int port, Script script) throws IOException {
        this.server = new ServerSocket(port, 1_000, InetAddress.getLoopbackAddress());
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    static FakeBackend scripted(Script script) throws IOException {
        return new FakeBackend(0, script);
    }

    /** Answers each request with 200 and the text. */
    static FakeBackend saying(String text) throws IOException {
        return at(0, text);
    }

    static FakeBackend at(int port, String text) throws IOException {
        return new FakeBackend(port, (request, out) -> respond(out, 200, text));
    }

    /** A port on which nobody listens. */
    static int deadPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return taken.getLocalPort();
        }
    }

    static void respond(OutputStream out, int status, String text) throws IOException {
        String head = "HTTP/1.1 " + status + " X\r\nContent-Length: " + text.length() + "\r\n\r\n";
        raw(out, head + text);
    }

    /** A response's head with status 200; its body is up to the caller. */
    static void head(OutputStream out, String... headers) throws IOException {
        raw(out, "HTTP/1.1 200 OK\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }

    static void raw(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    int port() {
        return server.getLocalPort();
    }

    Queue<Seen> seen() {
        return seen;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                connections.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                Seen request = read(line, in);
                seen.add(request);
                script.answer(request, out);
            }
        } catch (IOException | UncheckedIOException gone) {
            // Either side may leave at any time; what was seen until then is what tests look at.
        } finally {
            connections.remove(socket);
        }
    }

    private static Seen read(String line, InputStream in) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        long body = 0;
        if (headers.containsKey("transfer-encoding")) {
            for (int n = size(in); n > 0; n = size(in)) {
                body += in.readNBytes(n).length;
                line(in);
            }
            line(in);
        } else {
            body = skip(in, Long.parseLong(headers.getOrDefault("content-length", "0")));
        }
        return new Seen(line, headers, body);
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static long skip(InputStream in, long length) throws IOException {
        byte[] buffer = new byte[8_192];
        long read = 0;
        while (read < length) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, length - read));
            if (n < 0) {
                throw new IOException("the request ended after " + read + " of " + length);
            }
            read += n;
        }
        return read;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** Dies: refuses new connections and cuts the open ones. */
    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
