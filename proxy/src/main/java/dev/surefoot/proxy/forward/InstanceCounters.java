package dev.surefoot.proxy.forward;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one instance was given and how it went. Counts only grow while the process lives.
 * Thread-safe and lock-free; a reading is no atomic cut, but holds {@code errors <= requests <=
 * started}, because it reads in the opposite order of writing.
 */
public final class InstanceCounters {
    private final LongAdder started = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder connectFailures = new LongAdder();
    private final LongAdder clientAborts = new LongAdder();
    private final LatencyHistogram latency = new LatencyHistogram();
    private volatile long lastStartedAtMs;

    /**
     * One reading.
     *
     * @param requests attempts that have ended
     * @param started attempts dispatched to the instance
     * @param buckets not cumulative; their sum is {@code requests} once nothing is in flight
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
        List<Long> buckets = latency.counts();
        long connect = connectFailures.sum();
        long failed = errors.sum();
        long aborted = clientAborts.sum();
        long ended = requests.sum();
        long begun = started.sum();
        long at = lastStartedAtMs;
        Instant last = at == 0 ? null : Instant.ofEpochMilli(at);
        return new Reading(ended, failed, begun, connect, aborted, last, buckets);
    }

    void started() {
        started.increment();
        lastStartedAtMs = System.currentTimeMillis();
    }

    void ended(Outcome outcome, long nanos) {
        // INVARIANT: requests grows before errors, so that no reading sees more errors.
        requests.increment();
        switch (outcome) {
            case SERVED -> {}
            case ERROR -> errors.increment();
            case CONNECT_FAILED -> {
                errors.increment();
                connectFailures.increment();
            }
            case CLIENT_ABORT -> clientAborts.increment();
        }
        latency.record(nanos);
    }
}
