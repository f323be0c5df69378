package dev.surefoot.cli;

import dev.surefoot.server.json.Json;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Prints for people or, with {@code --json}, one JSON document for programs. */
final class Output {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final PrintStream out;
    private final boolean json;

    Output(boolean json) {
        this(System.out, json);
    }

    Output(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** A line for people; nothing with {@code --json}. */
    void line(String text) {
        if (!json) {
            out.println(text);
            out.flush();
        }
    }

    /** The command's answer for programs; nothing without {@code --json}. */
    void result(Object value) {
        if (json) {
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
            out.flush();
        }
    }

    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    /** The short form of an id or digest. */
    static String brief(String id) {
        if (id.startsWith("sha256:") || id.startsWith("sha512:")) {
            return id.substring(0, Math.min(id.length(), 19));
        }
        return id.length() <= 8 ? id : id.substring(id.length() - 8);
    }

    /** 5% or 0.25%. */
    static String percent(int basisPoints) {
        return basisPoints % 100 == 0
                ? basisPoints / 100 + "%"
                : String.format("%.2f%%", basisPoints / 100.0);
    }

    /** How long between two moments: 850 ms, 12.3 s, 4 min. */
    static String between(Instant from, Instant until) {
        long millis = Duration.between(from, until).toMillis();
        if (Math.abs(millis) < 1_000) {
            return millis + " ms";
        }
        return Math.abs(millis) < 120_000
                ? String.format("%.1f s", millis / 1_000.0)
                : millis / 60_000 + " min";
    }
}
