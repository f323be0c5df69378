package dev.surefoot.proxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A client's connection, spoken by hand: fast, and it hides nothing. One thread at a time. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    record Reply(int status, List<String> headers, String body) {
        /** The values of a header, in order. */
        List<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .toList();
        }
    }

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** One request on a connection of its own. */
    static Reply once(int port, String path, String... headers) throws IOException {
        try (Wire wire = new Wire(port)) {
            return wire.get(path, headers);
        }
    }

    Reply get(String path, String... headers) throws IOException {
        return request("GET", path, headers);
    }

    Reply request(String method, String path, String... headers) throws IOException {
        send(method + " " + path + " HTTP/1.1", headers);
        return read(method);
    }

    void send(String requestLine, String... headers) throws IOException {
        StringBuilder text = new StringBuilder(requestLine).append("\r\nHost: shop.example\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    Reply read(String method) throws IOException {
        String first = line();
        int status = Integer.parseInt(first.split(" ", -1)[1]);
        List<String> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            headers.add(line);
        }
        Reply head = new Reply(status, headers, "");
        boolean empty = method.equals("HEAD") || status < 200 || status == 204 || status == 304;
        return empty
                ? head
                : new Reply(status, headers, new String(body(head), StandardCharsets.UTF_8));
    }

    private byte[] body(Reply head) throws IOException {
        if (!head.header("Transfer-Encoding").isEmpty()) {
            return chunks();
        }
        List<String> length = head.header("Content-Length");
        return length.isEmpty() ? in.readAllBytes() : exactly(Integer.parseInt(length.getFirst()));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = chunk(); size > 0; size = chunk()) {
            all.write(exactly(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("got " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("closed after \"" + line + "\"");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
