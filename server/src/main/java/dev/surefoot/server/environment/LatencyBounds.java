package dev.surefoot.server.environment;

import dev.surefoot.server.time.Spans;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The times within which the embedded proxy counts requests. It tells them with its counters, too;
 * here they stand so that a definition can be checked before anything runs.
 */
public final class LatencyBounds {
    /** Rising, in milliseconds. */
    public static final List<Long> EMBEDDED_MS =
            List.of(
                    1L, 2L, 3L, 5L, 7L, 10L, 15L, 20L, 30L, 50L, 70L, 100L, 150L, 200L, 300L, 500L,
                    700L, 1_000L, 1_500L, 2_000L, 3_000L, 5_000L, 7_000L, 10_000L, 15_000L, 20_000L,
                    30_000L, 45_000L, 60_000L);

    private LatencyBounds() {}

    /** Whether requests within {@code time} are counted. */
    public static boolean counts(Duration time) {
        return EMBEDDED_MS.stream().map(Duration::ofMillis).anyMatch(time::equals);
    }

    /** "200ms or 300ms": the counted times next to {@code time}. */
    public static String nearest(Duration time) {
        Stream<Long> below = EMBEDDED_MS.reversed().stream().filter(ms -> below(ms, time)).limit(1);
        Stream<Long> above = EMBEDDED_MS.stream().filter(ms -> !below(ms, time)).limit(1);
        return String.join(
                " or ",
                Stream.concat(below, above).map(Duration::ofMillis).map(Spans::words).toList());
    }

    private static boolean below(long ms, Duration time) {
        return Duration.ofMillis(ms).compareTo(time) < 0;
    }
}
