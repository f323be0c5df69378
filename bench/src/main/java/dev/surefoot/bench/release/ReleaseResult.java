package dev.surefoot.bench.release;

import dev.surefoot.bench.stage.ProxyView;
import dev.surefoot.demo.Tally;
import dev.surefoot.demo.VersionTally;
import dev.surefoot.server.api.PromotionView;
import dev.surefoot.server.api.PromotionView.ExposureView;
import dev.surefoot.server.api.PromotionView.RollbackView;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of one release. The judge's counts end with its decision; the proxy's and the users'
 * go on until the version gets no request any more, so they are the larger ones.
 *
 * @param outcome of the promotion, before a good version was taken back again
 * @param lastBadRequestMs when the proxy began the last request on a version that was taken back,
 *     after the decision; negative: before it
 * @param lastBadRequestUsersMs the same by the users: when they sent it
 * @param executedMs from the decision until the proxy read back that the base serves everyone
 * @param unanswered requests of the users without any answer
 * @param unsigned answers that name no version, so that the proxy made them
 * @param worstDelayMs how late the generator was at worst
 */
record ReleaseResult(
        String version,
        long seed,
        String outcome,
        String reason,
        Count judge,
        Count proxy,
        Count users,
        Optional<Double> secondsToDecision,
        double secondsInAll,
        Optional<Long> lastBadRequestMs,
        Optional<Long> lastBadRequestUsersMs,
        Optional<Long> executedMs,
        long unanswered,
        long unsigned,
        double requestsPerSecond,
        long worstDelayMs) {
    /** Requests on the canary, and how many of them failed. */
    record Count(long requests, long errors) {}

    boolean completed() {
        return outcome.equals("COMPLETED");
    }

    boolean takenBack() {
        return outcome.equals("ROLLED_BACK");
    }

    /** Requests that one of proxy and users knows of, and the other one not. */
    long disagreement() {
        return Math.max(0, Math.abs(proxy.requests - users.requests) - unanswered - unsigned);
    }

    /** Whether the judge counted at most what there was. */
    boolean judgeWithin() {
        return judge.requests <= proxy.requests && judge.errors <= proxy.errors;
    }

    static ReleaseResult of(
            String version, long seed, PromotionView ended, Tally tally, ProxyView.Count proxy) {
        Optional<ExposureView> exposure = ended.exposure();
        Optional<RollbackView> back = ended.rollback();
        Optional<VersionTally> seen = Optional.ofNullable(tally.byVersion().get(version));
        Duration inAll = Duration.between(ended.requestedAt(), ended.since());
        return new ReleaseResult(
                version,
                seed,
                ended.outcome(),
                ended.reason().orElse(""),
                exposure.map(e -> new Count(e.canaryRequests(), e.canaryErrors()))
                        .orElse(new Count(0, 0)),
                new Count(proxy.requests(), proxy.errors()),
                seen.map(v -> new Count(v.requests(), v.errors())).orElse(new Count(0, 0)),
                exposure.flatMap(ExposureView::decidedAfterMs).map(ms -> ms / 1_000.0),
                inAll.toMillis() / 1_000.0,
                back.flatMap(b -> b.lastBadRequest().map(at -> after(b, at))),
                back.flatMap(b -> seen.map(v -> after(b, v.lastStartedAt()))),
                back.flatMap(b -> b.executedAt().map(at -> after(b, at))),
                tally.clientErrors(),
                Optional.ofNullable(tally.byVersion().get(Tally.UNSIGNED))
                        .map(VersionTally::requests)
                        .orElse(0L),
                tally.achievedRate(),
                tally.worstDelay().toMillis());
    }

    private static long after(RollbackView back, Instant at) {
        return Duration.between(back.decidedAt(), at).toMillis();
    }
}
