package dev.surefoot.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Counts what the users see. Safe for all threads; a snapshot is consistent in itself. */
final class TallyCounter {
    private final long startNanos = System.nanoTime();
    private final Map<String, VersionTally> byVersion = new TreeMap<>();
    private long requests;
    private long clientErrors;
    private long serverErrors;
    private long worstDelayNanos;
    private long endNanos;
    private boolean ended;

    synchronized void startedLate(long nanos) {
        worstDelayNanos = Math.max(worstDelayNanos, nanos);
    }

    synchronized void answered(ShopAnswer answer, Instant startedAt) {
        requests++;
        int error = answer.isServerError() ? 1 : 0;
        serverErrors += error;
        byVersion.merge(answer.version(), new VersionTally(1, error, startedAt), TallyCounter::sum);
    }

    synchronized void unanswered() {
        requests++;
        clientErrors++;
    }

    synchronized void end() {
        if (!ended) {
            ended = true;
            endNanos = System.nanoTime();
        }
    }

    synchronized Tally tally() {
        Duration elapsed = Duration.ofNanos((ended ? endNanos : System.nanoTime()) - startNanos);
        Duration worstDelay = Duration.ofNanos(worstDelayNanos);
        return new Tally(requests, clientErrors, serverErrors, byVersion, elapsed, worstDelay);
    }

    private static VersionTally sum(VersionTally a, VersionTally b) {
        // Answers may overtake each other: the later start counts, not the later answer.
        Instant last =
                a.lastStartedAt().isAfter(b.lastStartedAt())
                        ? a.lastStartedAt()
                        : b.lastStartedAt();
        return new VersionTally(a.requests() + b.requests(), a.errors() + b.errors(), last);
    }
}
