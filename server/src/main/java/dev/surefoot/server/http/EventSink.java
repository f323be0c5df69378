package dev.surefoot.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Writes server-sent events, each flushed at once. Not safe for use by many threads. */
public final class EventSink {
    private final OutputStream out;

    EventSink(OutputStream out) {
        this.out = out;
    }

    /** Tells the browser how long to wait before it connects again. */
    public void retry(Duration wait) throws IOException {
        write("retry: " + wait.toMillis() + "\n\n");
    }

    /** One event; {@code data} of several lines stays one. */
    public void event(String name, String data) throws IOException {
        write(
                "event: "
                        + name
                        + "\n"
                        + "data: "
                        + data.replace("\r", "").replace("\n", "\ndata: ")
                        + "\n\n");
    }

    private void write(String text) throws IOException {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (UncheckedIOException e) { // so says the web server of a reader that has gone
            throw e.getCause();
        }
    }
}
