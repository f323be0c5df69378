package dev.surefoot.cli.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The slices of a stream with their lengths. A line says when its window begins; how long windows
 * are is the most frequent step among the first ones, of equally frequent ones the smaller. One
 * short step is a short window and says nothing of the others. Not thread-safe.
 */
final class Slices {
    private static final int LOOKED_AHEAD = 64;

    private final StreamFile file;
    private final ArrayDeque<Slice> ahead = new ArrayDeque<>();
    private final Duration nominal;

    Slices(StreamFile file) {
        this.file = file;
        fill(LOOKED_AHEAD);
        this.nominal = usualStep();
    }

    private void fill(int wanted) {
        while (ahead.size() < wanted) {
            Optional<Slice> next = file.next();
            if (next.isEmpty()) {
                return;
            }
            ahead.add(next.get());
        }
    }

    private Duration usualStep() {
        SortedMap<Duration, Integer> steps = new TreeMap<>();
        Instant before = Instant.MAX;
        for (Slice slice : ahead) {
            if (before.isBefore(slice.time())) {
                steps.merge(Duration.between(before, slice.time()), 1, Integer::sum);
            }
            before = slice.time();
        }
        Duration usual = Duration.ofSeconds(1);
        int most = 0;
        for (Map.Entry<Duration, Integer> step : steps.entrySet()) {
            if (step.getValue() > most) {
                usual = step.getKey();
                most = step.getValue();
            }
        }
        return usual;
    }

    /** How long windows are; one second where there is only one. */
    Duration nominal() {
        return nominal;
    }

    /** What comes next, as far as it is looked at. */
    List<Slice> upcoming() {
        fill(LOOKED_AHEAD);
        return List.copyOf(ahead);
    }

    /** When the next slice begins; empty at the end. */
    Optional<Instant> begins() {
        fill(1);
        return Optional.ofNullable(ahead.peek()).map(Slice::time);
    }

    Optional<Slice> next() {
        fill(2);
        return Optional.ofNullable(ahead.poll());
    }

    /** When a slice ends: after the nominal length, or when the next one begins. */
    Instant end(Slice slice) {
        Instant end = slice.time().plus(nominal);
        Slice next = ahead.peek();
        return next != null && next.time().isBefore(end) ? next.time() : end;
    }
}
