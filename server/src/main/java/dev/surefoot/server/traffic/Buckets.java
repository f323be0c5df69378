package dev.surefoot.server.traffic;

import java.util.List;

/** Counts of durations, one for each bucket; the last has no upper bound. */
public final class Buckets {
    private Buckets() {}

    /** How many took longer than the upper bound of the bucket with this index. */
    public static long beyond(List<Long> buckets, int index) {
        return sum(buckets.subList(index + 1, buckets.size()));
    }

    /** How many there are. */
    public static long sum(List<Long> buckets) {
        long sum = 0;
        for (long count : buckets) {
            sum += count;
        }
        return sum;
    }
}
