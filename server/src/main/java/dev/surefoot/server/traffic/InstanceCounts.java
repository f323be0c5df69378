package dev.surefoot.server.traffic;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One instance's totals since the router's epoch began.
 *
 * @param requests finished requests, each counted once
 * @param errors those of them that failed; never more than {@code requests}
 * @param started requests sent to it, finished or not; new ones show here at once
 * @param buckets finished requests by duration; one more than there are bounds
 */
public record InstanceCounts(
        long requests,
        long errors,
        long started,
        long inFlight,
        Optional<Instant> lastStartedAt,
        List<Long> buckets) {
    public InstanceCounts {
        buckets = List.copyOf(buckets);
        if (requests < 0 || errors < 0 || errors > requests) {
            throw new IllegalArgumentException(errors + " errors in " + requests + " requests");
        }
    }

    /** The same instance when it had served nothing. */
    InstanceCounts zero() {
        return new InstanceCounts(
                0, 0, 0, 0, Optional.empty(), Collections.nCopies(buckets.size(), 0L));
    }

    InstanceCounts withErrors(long other) {
        return new InstanceCounts(requests, other, started, inFlight, lastStartedAt, buckets);
    }
}
