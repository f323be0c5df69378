package dev.surefoot.server.environment;

import java.time.Duration;
import java.util.Optional;

/**
 * What the judge promises.
 *
 * @param alpha chance at most of rolling back a version that is no worse
 * @param beta chance at most of promoting one that is worse
 * @param margin odds ratio of errors that is too much; empty: the judge's default
 * @param maxErrorRate share of errors below which a version is good; empty: from history
 * @param minEvidenceTime time that evidence must cover before a promotion
 * @param latency whether and where latency is judged; errors always are
 */
public record JudgeSettings(
        double alpha,
        double beta,
        Optional<Double> margin,
        Optional<Share> maxErrorRate,
        Duration minEvidenceTime,
        Rails rails,
        LatencySettings latency) {
    /**
     * What rolls back without a comparison.
     *
     * @param errorRate the canary's share of errors that is too much for any version
     * @param restarts restarts beyond the baseline's
     * @param blind silence after which nothing is judged
     */
    public record Rails(Share errorRate, int restarts, Duration blind) {}
}
