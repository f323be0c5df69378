package dev.surefoot.server.traffic;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.traffic.TrafficMinuteStore.Position;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Collects one route's traffic by minute, between calls of {@link #flush}. Not thread-safe.
 *
 * <p>Guarantees: nothing is counted twice, since minutes and position are saved together and only
 * where nobody else has moved the position. A crash, a failed save or another server's save throws
 * away what was collected here, and the router's counters give it again in one piece; it is lost
 * only if they began anew meanwhile. So the database may be away for as long as it likes without
 * anything growing here.
 */
public final class TrafficRecorder {
    private final TrafficMinuteStore store;
    private final RouteKey key;
    private final Map<Seat, TrafficMinute> collected = new LinkedHashMap<>();
    private Optional<Following> following = Optional.empty();

    public TrafficRecorder(TrafficMinuteStore store, RouteKey key) {
        this.store = store;
        this.key = key;
    }

    /** Takes in what the router answered at {@code at}. */
    public Reading accept(Router.Counters answer, Instant at) {
        Following now = following.orElseGet(this::resume);
        following = Optional.of(now);
        Reading reading = now.reader().next(answer, at);
        if (reading instanceof Reading.Fresh(Deltas.Window window)) {
            Instant minute = window.until().truncatedTo(ChronoUnit.MINUTES);
            window.increments().stream()
                    .filter(TrafficRecorder::counts)
                    .forEach(increment -> collect(minute, increment));
        }
        return reading;
    }

    /**
     * Saves what was collected; call it every few seconds.
     *
     * @return false if somebody else has counted meanwhile; it goes on from there
     */
    public boolean flush() {
        Optional<CounterSnapshot> until = following.flatMap(now -> now.reader().position());
        if (until.isEmpty()) {
            return true;
        }
        Following now = following.orElseThrow();
        if (collected.isEmpty() && now.version() > 0) {
            return true; // the saved position says the same
        }
        // Forgotten first: after an exception nobody knows whether it was saved.
        following = Optional.empty();
        Map<Seat, TrafficMinute> minutes = Map.copyOf(collected);
        collected.clear();
        boolean saved = store.add(key, minutes.values(), now.version(), until.get());
        if (saved) {
            following = Optional.of(new Following(now.version() + 1, now.reader()));
        }
        return saved;
    }

    private Following resume() {
        collected.clear();
        Position position = store.position(key);
        return new Following(position.version(), new CounterReader(position.snapshot()));
    }

    private static boolean counts(Increment increment) {
        // In an older proxy a request's duration may show in a reading after the request.
        return increment.requests() > 0
                || increment.buckets().stream().anyMatch(count -> count > 0);
    }

    private void collect(Instant minute, Increment increment) {
        collected.merge(
                new Seat(minute, increment.slot(), increment.instance()),
                new TrafficMinute(
                        increment.slot(),
                        increment.instance(),
                        minute,
                        increment.requests(),
                        increment.errors(),
                        increment.buckets()),
                TrafficRecorder::sum);
    }

    private static TrafficMinute sum(TrafficMinute a, TrafficMinute b) {
        return new TrafficMinute(
                a.slot(),
                a.instance(),
                a.minute(),
                a.requests() + b.requests(),
                a.errors() + b.errors(),
                IntStream.range(0, Math.max(a.buckets().size(), b.buckets().size()))
                        .mapToObj(i -> at(a.buckets(), i) + at(b.buckets(), i))
                        .toList());
    }

    private static long at(List<Long> counts, int index) {
        return index < counts.size() ? counts.get(index) : 0;
    }

    private record Seat(Instant minute, Slot slot, String instance) {}

    private record Following(long version, CounterReader reader) {}
}
