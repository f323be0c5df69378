package dev.surefoot.demo;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads one HTTP/1.1 answer to the end of its body and keeps what the tally needs. Bounded: a line
 * of more than 8 KiB or a head of more than 100 lines is refused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, sections 4 to 7</a>
 */
final class AnswerReader {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 [2-5][0-9]{2}( .*)?");
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_LINES = 100;

    private final InputStream in;
    private String version = Tally.UNSIGNED;
    private long length = -1;
    private boolean chunked;
    private boolean keepAlive = true;

    AnswerReader(InputStream in) {
        this.in = in;
    }

    /** Reads the answer; a body cut short is an error, since the user did not get it. */
    ShopAnswer read() throws IOException {
        int status = status(line());
        String header = line();
        for (int lines = 0; !header.isEmpty(); lines++) {
            if (lines == MOST_LINES) {
                throw new IOException("the answer has more than " + MOST_LINES + " header lines");
            }
            keep(header);
            header = line();
        }
        skipBody(status);
        return new ShopAnswer(status, version);
    }

    /** Whether the connection may carry another request; known once the answer is read. */
    boolean keepsAlive() {
        return keepAlive;
    }

    private static int status(String line) throws IOException {
        if (!STATUS_LINE.matcher(line).matches()) {
            throw new IOException("no HTTP/1.1 answer: " + line);
        }
        return Integer.parseInt(line, 9, 12, 10);
    }

    private void keep(String header) throws IOException {
        int colon = header.indexOf(':');
        String name = header.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
        String value = header.substring(colon + 1).strip();
        switch (name) {
            case "x-shop-version" -> version = value;
            case "content-length" -> length = number(value, 10);
            case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
            case "connection" -> keepAlive = !value.equalsIgnoreCase("close");
            default -> {}
        }
    }

    private void skipBody(int status) throws IOException {
        if (status == 204 || status == 304) {
            return;
        }
        if (chunked) {
            for (long size = chunkSize(); size > 0; size = chunkSize()) {
                in.skipNBytes(size);
                line();
            }
            while (!line().isEmpty()) {
                // Trailers say nothing that is counted.
            }
        } else if (length >= 0) {
            in.skipNBytes(length);
        } else {
            in.transferTo(OutputStream.nullOutputStream());
            keepAlive = false;
        }
    }

    private long chunkSize() throws IOException {
        return number(line().replaceFirst(";.*", "").strip(), 16);
    }

    private static long number(String text, int radix) throws IOException {
        try {
            long value = Long.parseLong(text, radix);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IOException("the answer's length is no number: " + text, e);
        }
        throw new IOException("the answer's length is negative: " + text);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended inside an answer");
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("the answer has a line of more than " + LONGEST_LINE + " B");
            }
            line.append((char) next);
        }
        int end = line.length();
        return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
    }
}
