package dev.surefoot.cli.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * The slices of a stream with their lengths. A line says when its window begins; how long windows
 * are is the smallest step among the first ones. Not thread-safe.
 */
final class Slices {
    private static final int LOOKED_AHEAD = 64;

    private final StreamFile file;
    private final ArrayDeque<Slice> ahead = new ArrayDeque<>();
    private final Duration nominal;

    Slices(StreamFile file) {
        this.file = file;
        fill(LOOKED_AHEAD);
        this.nominal = smallestStep();
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

    private Duration smallestStep() {
        Optional<Duration> smallest = Optional.empty();
        Instant before = Instant.MAX;
        for (Slice slice : ahead) {
            if (before.isBefore(slice.time())) {
                Duration step = Duration.between(before, slice.time());
                smallest =
                        smallest.filter(it -> it.compareTo(step) <= 0).or(() -> Optional.of(step));
            }
            before = slice.time();
        }
        return smallest.orElse(Duration.ofSeconds(1));
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
