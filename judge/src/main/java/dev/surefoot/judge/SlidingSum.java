package dev.surefoot.judge;

import dev.surefoot.judge.Evidence.Tally;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/**
 * Requests and errors of about the last minutes or hours, in buckets of equal time: what is older
 * than all buckets is forgotten. Immutable.
 */
final class SlidingSum {
    private final long bucketSeconds;
    private final long newest;
    private final long[] requests;
    private final long[] errors;

    private SlidingSum(long bucketSeconds, long newest, long[] requests, long[] errors) {
        this.bucketSeconds = bucketSeconds;
        this.newest = newest;
        this.requests = requests;
        this.errors = errors;
    }

    static SlidingSum of(long bucketSeconds, int buckets) {
        return new SlidingSum(bucketSeconds, Long.MIN_VALUE, new long[buckets], new long[buckets]);
    }

    SlidingSum plus(Instant at, Tally tally) {
        long bucket = Math.floorDiv(at.getEpochSecond(), bucketSeconds);
        long[] nextRequests = requests.clone();
        long[] nextErrors = errors.clone();
        if (newest == Long.MIN_VALUE || bucket - newest >= requests.length) {
            Arrays.fill(nextRequests, 0);
            Arrays.fill(nextErrors, 0);
        } else {
            for (long old = newest + 1; old <= bucket; old++) {
                nextRequests[index(old)] = 0;
                nextErrors[index(old)] = 0;
            }
        }
        // Times only measure here: one that goes back counts as now.
        long now = Math.max(newest, bucket);
        nextRequests[index(now)] += tally.requests();
        nextErrors[index(now)] += tally.errors();
        return new SlidingSum(bucketSeconds, now, nextRequests, nextErrors);
    }

    private int index(long bucket) {
        return (int) Math.floorMod(bucket, (long) requests.length);
    }

    Tally sum() {
        return new Tally(Arrays.stream(requests).sum(), Arrays.stream(errors).sum());
    }

    void write(ByteBuffer to) {
        to.putLong(newest);
        for (int i = 0; i < requests.length; i++) {
            to.putLong(requests[i]).putLong(errors[i]);
        }
    }

    static SlidingSum read(long bucketSeconds, int buckets, ByteBuffer from) {
        long newest = from.getLong();
        long[] requests = new long[buckets];
        long[] errors = new long[buckets];
        for (int i = 0; i < buckets; i++) {
            requests[i] = from.getLong();
            errors[i] = from.getLong();
        }
        return new SlidingSum(bucketSeconds, newest, requests, errors);
    }
}
