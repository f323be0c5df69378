package dev.surefoot.schema.run.backfill;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long it will still take, as a range from the tenth to the ninetieth percentile of the last
 * rates. Time in which it is paused is not in it.
 */
public record Eta(Duration from, Duration to) {
    /** So many rates are kept. */
    static final int RATES = 20;

    private static final int ENOUGH = 3;

    /**
     * Empty while too little is known.
     *
     * @param rates rows a second of the last batches, with the rest after them
     */
    public static Optional<Eta> of(long left, List<Double> rates) {
        List<Double> sorted = rates.stream().filter(rate -> rate > 0).sorted().toList();
        if (left <= 0) {
            return Optional.of(new Eta(Duration.ZERO, Duration.ZERO));
        }
        if (sorted.size() < ENOUGH) {
            return Optional.empty();
        }
        return Optional.of(new Eta(span(left, sorted, 0.9), span(left, sorted, 0.1)));
    }

    private static Duration span(long left, List<Double> sorted, double share) {
        double at = share * (sorted.size() - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.size() - 1);
        double rate = sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
        return Duration.ofMillis(Math.round(left / rate * 1_000));
    }
}
