package dev.surefoot.server.calibration;

import dev.surefoot.judge.Metrics;
import dev.surefoot.judge.Plan;
import dev.surefoot.server.traffic.Buckets;
import dev.surefoot.server.traffic.TrafficMinute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a minute's histogram at the bounds of a plan. Pure.
 *
 * @param buckets for each bound of the plan, the index of the last bucket that is within it
 * @param all how many buckets a minute must have; 0 if the plan has no latency
 */
record Slower(List<Integer> buckets, int all) {
    private static final double MILLIS = 1_000;

    Slower {
        buckets = List.copyOf(buckets);
    }

    /** Empty if the histogram has no bucket that ends at one of the plan's bounds. */
    static Optional<Slower> of(Plan plan, List<Long> boundsMs) {
        List<Integer> buckets = new ArrayList<>();
        for (double bound :
                plan.metrics().latency().map(Metrics.Latency::bounds).orElse(List.of())) {
            int bucket = boundsMs.indexOf(Math.round(bound * MILLIS));
            if (bucket < 0) {
                return Optional.empty();
            }
            buckets.add(bucket);
        }
        return Optional.of(new Slower(buckets, buckets.isEmpty() ? 0 : boundsMs.size() + 1));
    }

    /** Whether the minute has what the plan needs. */
    boolean fits(TrafficMinute minute) {
        return all == 0 || minute.buckets().size() == all;
    }

    /** How many of the minute's requests took longer than each bound of the plan. */
    List<Long> counts(TrafficMinute minute) {
        // Minutes of an older proxy may have a duration more than requests.
        return buckets.stream()
                .map(it -> Math.min(Buckets.beyond(minute.buckets(), it), minute.requests()))
                .toList();
    }
}
