package dev.surefoot.proxy.forward;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * What one instance was given and how it went. Counts only grow while the process lives.
 * Thread-safe and lock-free.
 *
 * <p>INVARIANT: an end is one increment of one counter, that of its outcome and duration. All that
 * is told of ends is a sum over those, so a request, its error and its duration show in the same
 * reading: the buckets sum to {@code requests} in each of them, not only at rest. Starts are read
 * after ends, so {@code requests <= started}.
 */
public final class InstanceCounters {
    private final LongAdder started = new LongAdder();
    private final LatencyHistogram served = new LatencyHistogram();
    private final LatencyHistogram failed = new LatencyHistogram();
    private final LatencyHistogram unconnected = new LatencyHistogram();
    private final LatencyHistogram aborted = new LatencyHistogram();
    private volatile long lastStartedAtMs;

    /**
     * One reading.
     *
     * @param requests attempts that have ended
     * @param started attempts dispatched to the instance
     * @param buckets not cumulative; their sum is {@code requests}; failed and aborted attempts are
     *     among them, each with the time until its end
     */
    public record Reading(
            long requests,
            long errors,
            long started,
            long connectFailures,
            long clientAborts,
            @Nullable Instant lastStartedAt,
            List<Long> buckets) {

        /** Attempts that have not ended. */
        public long inFlight() {
            return started - requests;
        }
    }

    /** Upper bounds of the latency buckets, in milliseconds; one bucket more lies beyond them. */
    public static List<Long> bucketBoundsMs() {
        return LatencyHistogram.boundsMs();
    }

    /** Reads all counters. */
    public Reading read() {
        List<Long> ok = served.counts();
        List<Long> bad = failed.counts();
        List<Long> never = unconnected.counts();
        List<Long> left = aborted.counts();
        List<Long> buckets =
                IntStream.range(0, ok.size())
                        .mapToObj(i -> ok.get(i) + bad.get(i) + never.get(i) + left.get(i))
                        .toList();
        long begun = started.sum();
        long at = lastStartedAtMs;
        Instant last = at == 0 ? null : Instant.ofEpochMilli(at);
        long connect = sum(never);
        return new Reading(
                sum(buckets), sum(bad) + connect, begun, connect, sum(left), last, buckets);
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    void started() {
        started.increment();
        lastStartedAtMs = System.currentTimeMillis();
    }

    /**
     * An attempt has ended.
     *
     * @param nanos since a connection to the instance was asked for, up to the last byte of its
     *     answer or whatever ended it before
     */
    void ended(Outcome outcome, long nanos) {
        LatencyHistogram histogram =
                switch (outcome) {
                    case SERVED -> served;
                    case ERROR -> failed;
                    case CONNECT_FAILED -> unconnected;
                    case CLIENT_ABORT -> aborted;
                };
        histogram.record(nanos);
    }
}
