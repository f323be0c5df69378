package dev.surefoot.server.time;

import java.time.Duration;

/** Durations as people write them, and as our YAML does. */
public final class Spans {
    private Spans() {}

    /** {@code 500ms}, {@code 90s}, {@code 2m}, {@code 36h}, {@code 30d}: the largest whole unit. */
    public static String words(Duration span) {
        long millis = span.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds % 60 != 0 || seconds == 0) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes % 60 != 0) {
            return minutes + "m";
        }
        long hours = minutes / 60;
        return hours % 24 == 0 ? hours / 24 + "d" : hours + "h";
    }
}
