package dev.surefoot.server.traffic;

import java.time.Instant;
import java.util.Optional;

/**
 * Follows a router's counters for one purpose. Each purpose has a reader of its own and saves its
 * {@link #position} together with what it made of the increments; then nothing is counted twice
 * after a crash, and nothing is lost unless the router's counters began anew. Not thread-safe.
 */
public final class CounterReader {
    private Optional<CounterSnapshot> position;
    private Optional<Instant> lastFresh = Optional.empty();

    /**
     * @param position up to where everything is counted; empty to begin with the next answer
     */
    public CounterReader(Optional<CounterSnapshot> position) {
        this.position = position;
    }

    /** Up to where increments were handed out. */
    public Optional<CounterSnapshot> position() {
        return position;
    }

    /** What {@code answer}, got at {@code at}, adds to the one before. */
    public Reading next(Router.Counters answer, Instant at) {
        return switch (answer) {
            case Router.Counters.Unreachable(String why) -> new Reading.Silent(why, lastFresh);
            case Router.Counters.Absent() ->
                    new Reading.Silent("the router does not know the route", lastFresh);
            case Router.Counters.Counted(CounterSnapshot snapshot) -> counted(snapshot, at);
        };
    }

    private Reading counted(CounterSnapshot snapshot, Instant at) {
        Deltas deltas =
                position.map(before -> Deltas.between(before, snapshot))
                        .orElseGet(() -> new Deltas.Gap("this is the first reading"));
        lastFresh = Optional.of(at);
        return switch (deltas) {
            case Deltas.Gap(String why) -> {
                position = Optional.of(snapshot);
                yield new Reading.Gap(why);
            }
            case Deltas.Window window -> {
                position = Optional.of(window.counted());
                yield new Reading.Fresh(window);
            }
        };
    }
}
