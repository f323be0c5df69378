package dev.surefoot.bench.shifting;

import java.util.Optional;

/**
 * One way back. At the router it is measured from the moment of asking, by the API from the moment
 * that the server accepted.
 *
 * @param fromBp the share that the bad version had
 * @param lastBegunMs when the bad version got its last request; negative: before
 * @param lastSentMs when a client sent the last request that the bad version answered, where
 *     clients know
 * @param doneMs when the router had the new split; at the router, when that was read back
 * @param begunAfterDone requests that the router began on the bad version after it had answered
 */
record Rollback(
        int fromBp,
        double lastBegunMs,
        Optional<Double> lastSentMs,
        double doneMs,
        Optional<Long> begunAfterDone) {}
