package dev.surefoot.server.web;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.traffic.TrafficMinute;
import dev.surefoot.server.web.PromotionModel.Latency;

import java.util.List;
import java.util.Optional;

/**
 * How long requests took, from the router's histograms. An answer is the upper bound of the bucket
 * that the quantile falls into, so it is never too small. Pure.
 */
final class Latencies {
    private Latencies() {}

    /** The quantiles of one slot; empty if the router counted none. */
    static Optional<Latency> of(List<TrafficMinute> minutes, Slot slot, List<Long> bounds) {
        long[] buckets = new long[bounds.size() + 1];
        for (TrafficMinute minute : minutes) {
            if (minute.slot() == slot && minute.buckets().size() == buckets.length) {
                for (int i = 0; i < buckets.length; i++) {
                    buckets[i] += minute.buckets().get(i);
                }
            }
        }
        long all = 0;
        for (long bucket : buckets) {
            all += bucket;
        }
        return all == 0
                ? Optional.empty()
                : Optional.of(
                        new Latency(
                                bound(buckets, bounds, all * 50 / 100),
                                bound(buckets, bounds, all * 95 / 100),
                                bound(buckets, bounds, all * 99 / 100)));
    }

    private static String bound(long[] buckets, List<Long> bounds, long rank) {
        long seen = 0;
        for (int i = 0; i < bounds.size(); i++) {
            seen += buckets[i];
            if (seen > rank) {
                return "≤ " + Text.count(bounds.get(i)) + " ms";
            }
        }
        return "> " + Text.count(bounds.getLast()) + " ms";
    }
}
