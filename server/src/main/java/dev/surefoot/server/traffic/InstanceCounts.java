package dev.surefoot.server.traffic;

import java.time.Instant;
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
    }
}
