package dev.surefoot.proxy.forward;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/**
 * Counts durations in fixed buckets about a factor √2 apart, from 1 ms to 60 s, so that the bounds
 * people write (100 ms, 300 ms, 1 s) are bounds of buckets. Bucket {@code i} counts durations above
 * bound {@code i - 1} and up to and including bound {@code i}; the last one, beyond all bounds, has
 * none. Counts only grow. Thread-safe and lock-free.
 */
final class LatencyHistogram {
    private static final long[] BOUNDS_MS = {
        1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1_000, 1_500, 2_000,
        3_000, 5_000, 7_000, 10_000, 15_000, 20_000, 30_000, 45_000, 60_000
    };
    private static final long[] BOUNDS_NANOS =
            LongStream.of(BOUNDS_MS).map(TimeUnit.MILLISECONDS::toNanos).toArray();

    private final LongAdder[] buckets = new LongAdder[BOUNDS_MS.length + 1];

    LatencyHistogram() {
        Arrays.setAll(buckets, i -> new LongAdder());
    }

    static List<Long> boundsMs() {
        return LongStream.of(BOUNDS_MS).boxed().toList();
    }

    void record(long nanos) {
        int found = Arrays.binarySearch(BOUNDS_NANOS, nanos);
        buckets[found >= 0 ? found : -found - 1].increment();
    }

    List<Long> counts() {
        return Arrays.stream(buckets).map(LongAdder::sum).toList();
    }
}
