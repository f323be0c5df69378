package dev.surefoot.server.promotion;

import dev.surefoot.server.traffic.TrafficMinute;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * How much traffic to expect, from whole minutes of both slots together. A fault costs as much as
 * there is traffic, so what is planned with is rather too high: nine tenths of the last hour's
 * minutes had at most so much, and the day's mean is no more either. A single minute to which the
 * counts of a pause were added thus says little.
 *
 * @param usual requests a second on the mean of a day
 * @param high requests a second to plan with; 0 if no whole minute was counted
 */
record Forecasts(double usual, double high) {
    private static final double QUANTILE = 0.9;
    private static final long RECENT_MINUTES = 60;
    private static final double SECONDS = 60;

    /** The forecast at {@code at}, from the minutes of a day or less before it. */
    static Forecasts of(List<TrafficMinute> history, Instant at) {
        TreeMap<Instant, Long> byMinute = new TreeMap<>();
        history.forEach(it -> byMinute.merge(it.minute(), it.requests(), Long::sum));
        Instant now = at.truncatedTo(ChronoUnit.MINUTES);
        if (byMinute.isEmpty()) {
            return new Forecasts(0, 0);
        }
        // The first minute and the one that runs were not counted as a whole.
        Instant from = byMinute.firstKey().plus(1, ChronoUnit.MINUTES);
        long minutes = Duration.between(from, now).toMinutes();
        if (minutes < 1) {
            return new Forecasts(0, 0);
        }
        long all = byMinute.subMap(from, now).values().stream().mapToLong(Long::longValue).sum();
        double usual = all / (minutes * SECONDS);
        Instant recent = now.minus(Math.min(minutes, RECENT_MINUTES), ChronoUnit.MINUTES);
        return new Forecasts(usual, Math.max(usual, quantile(byMinute, recent, now) / SECONDS));
    }

    /** Minutes in which nobody came count too. */
    private static double quantile(TreeMap<Instant, Long> byMinute, Instant from, Instant until) {
        int minutes = (int) Duration.between(from, until).toMinutes();
        long[] sorted = new long[minutes];
        int at = 0;
        for (long requests : byMinute.subMap(from, until).values()) {
            sorted[at++] = requests;
        }
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(QUANTILE * minutes) - 1];
    }
}
