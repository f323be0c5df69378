package dev.surefoot.server.promotion;

import dev.surefoot.judge.Evidence;

import java.time.Duration;
import java.time.Instant;

/**
 * One point of the curve that evidence draws over time; for people, no decision reads it.
 *
 * @param shareBp the new version's share in basis points
 * @param logWorse natural logarithm of the evidence that the new version is worse
 * @param logFit natural logarithm of the evidence that it is fit for everyone
 */
public record JudgeSample(
        Instant at,
        int shareBp,
        Evidence.Tally canary,
        Evidence.Tally baseline,
        double logWorse,
        double logFit) {
    /** A point a second at first; later so many that a curve of any length stays a few hundred. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private static final int POINTS_PER_FOLD = 300;

    /** What {@code evidence} says at {@code at}. */
    public static JudgeSample of(Instant at, Evidence evidence) {
        return new JudgeSample(
                at,
                evidence.shareBp(),
                evidence.canary(),
                evidence.baseline(),
                evidence.worse().logE(),
                evidence.logFit());
    }

    /** How far apart points may lie, {@code exposed} after the first request. */
    static Duration spacing(Duration exposed) {
        Duration wider = exposed.dividedBy(POINTS_PER_FOLD);
        return wider.compareTo(LEAST) > 0 ? wider : LEAST;
    }
}
