package dev.surefoot.server.promotion;

import dev.surefoot.judge.Counts;
import dev.surefoot.judge.Metrics;
import dev.surefoot.judge.Plan;
import dev.surefoot.server.runtime.InstanceHealth;
import dev.surefoot.server.traffic.Buckets;
import dev.surefoot.server.traffic.CounterSnapshot;
import dev.surefoot.server.traffic.Deltas;
import dev.surefoot.server.traffic.Increment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of the router's durations the judge gets, and as what. Pure.
 *
 * <p>A time is measured from asking for a connection to the instance to the last byte of its
 * answer, whatever that answer was: a request that failed counts with the time until it did. An
 * instance's durations do not count before its warm-up is over, and nobody's do in a window in
 * which requests and durations do not match; errors count all the same.
 *
 * @param bounds the plan's boundaries in seconds; empty where latency is not judged
 * @param exposedAt when users could first meet the new version
 * @param warmUp how long an instance's latency does not count
 */
record Durations(List<Double> bounds, Optional<Instant> exposedAt, Duration warmUp) {
    private static final double MILLIS = 1_000;

    Durations {
        bounds = List.copyOf(bounds);
    }

    /** What {@code plan} asks of a promotion's durations. */
    static Durations of(Plan plan, Promotion promotion, Duration warmUp) {
        return new Durations(
                plan.metrics().latency().map(Metrics.Latency::bounds).orElse(List.of()),
                promotion.exposedAt(),
                warmUp);
    }

    /** Why no duration of the window can be used, if none can. */
    Optional<String> flaw(CounterSnapshot now, Deltas deltas) {
        if (bounds.isEmpty() || !(deltas instanceof Deltas.Window window)) {
            return Optional.empty();
        }
        for (double bound : bounds) {
            if (!now.bucketBoundsMs().contains(millis(bound))) {
                return Optional.of("the router counts no requests within " + bound + " s");
            }
        }
        return window.increments().stream()
                .filter(each -> !whole(each, now.bucketBoundsMs().size()))
                .findFirst()
                .map(
                        each ->
                                "the router told %d requests and %d durations of %s: it is of an older release, start it anew"
                                        .formatted(each.requests(), timed(each), each.instance()));
    }

    /**
     * {@code counts} with how many requests were slower than each bound.
     *
     * @param bucketBoundsMs of the reading, which has no {@link #flaw}
     */
    Counts timed(Counts counts, Increment increment, List<Long> bucketBoundsMs) {
        List<Long> slower = new ArrayList<>();
        for (double bound : bounds) {
            int bucket = bucketBoundsMs.indexOf(millis(bound));
            slower.add(Buckets.beyond(increment.buckets(), bucket));
        }
        return counts.withSlower(slower);
    }

    /** Whether an instance of the new version was still warming up at {@code since}. */
    boolean newWarms(InstanceHealth instance, Instant since) {
        // Without requests nothing gets warm, so its time begins with the first of them.
        Instant met = exposedAt.orElse(since);
        Instant from = instance.startedAt().filter(it -> it.isAfter(met)).orElse(met);
        return since.isBefore(from.plus(warmUp));
    }

    /** Whether an instance of the old version was still warming up at {@code since}. */
    boolean oldWarms(InstanceHealth instance, Instant since) {
        return instance.startedAt().filter(it -> since.isBefore(it.plus(warmUp))).isPresent();
    }

    private static boolean whole(Increment increment, int bounds) {
        return increment.buckets().size() == bounds + 1 && timed(increment) == increment.requests();
    }

    private static long timed(Increment increment) {
        return Buckets.sum(increment.buckets());
    }

    /** A bound of the router as the judge has it. */
    static double seconds(long millis) {
        return millis / MILLIS;
    }

    /** The same the other way; exact for whole milliseconds. */
    static long millis(double seconds) {
        return Math.round(seconds * MILLIS);
    }
}
