package dev.surefoot.bench.shifting;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive connection that sends a GET exactly once and reads the whole answer. Any trouble
 * is an {@link IOException}. Not safe for several threads.
 */
final class Wire implements AutoCloseable {
    private static final int ANSWER_MS = 10_000;
    private static final byte[] REQUEST =
            "GET / HTTP/1.1\r\nHost: bench\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(ANSWER_MS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * What came back.
     *
     * @param version which backend it was
     * @param closing the other side said that it will close
     */
    record Answer(int status, String version, boolean closing) {}

    Answer get() throws IOException {
        return get(REQUEST);
    }

    /** The same, as a user. */
    Answer get(String uid) throws IOException {
        String request = "GET / HTTP/1.1\r\nHost: bench\r\nCookie: uid=" + uid + "\r\n\r\n";
        return get(request.getBytes(StandardCharsets.US_ASCII));
    }

    private Answer get(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        String[] status = line().split(" ", 3);
        if (status.length < 2 || !status[0].equals("HTTP/1.1")) {
            throw new IOException("no status line: " + String.join(" ", status));
        }
        int length = -1;
        boolean closing = false;
        String version = "";
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("x-shop-version:")) {
                version = lower.substring(15).strip();
            } else if (lower.startsWith("connection:")) {
                closing = lower.contains("close");
            }
        }
        if (length < 0) {
            throw new IOException("an answer without a length");
        }
        if (in.readNBytes(length).length < length) {
            throw new EOFException("the body is cut");
        }
        return new Answer(Integer.parseInt(status[1]), version, closing);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed before an answer was whole");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
