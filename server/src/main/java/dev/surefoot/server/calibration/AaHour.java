package dev.surefoot.server.calibration;

import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionState;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What ran at the end of an hour, and for how long before: as long as this service's rollouts
 * usually take. Pure.
 */
sealed interface AaHour {
    /** How long a rollout takes where none has ended well yet. */
    Duration USUAL = Duration.ofMinutes(30);

    /** Shorter ones would say nothing in windows of a minute. */
    Duration SHORTEST = Duration.ofMinutes(5);

    Duration LONGEST = Duration.ofHours(24);

    /** One hour. */
    Duration HOUR = Duration.ofHours(1);

    /** From {@code from} on, inclusive, nothing but this promotion's version had traffic. */
    record Calm(Instant from, Promotion running) implements AaHour {}

    /** Nothing to judge. */
    record Unfit(Instant from, String reason) implements AaHour {}

    /**
     * Looks at one hour.
     *
     * @param promotions of one place, in any order
     * @param judgedUntil the end of the last minutes that were judged
     */
    static AaHour of(Instant hour, List<Promotion> promotions, Optional<Instant> judgedUntil) {
        Instant until = hour.plus(HOUR);
        Instant from = until.minus(length(promotions, until));
        Optional<Promotion> running =
                promotions.stream()
                        .filter(it -> it.state() instanceof PromotionState.Completed)
                        .filter(it -> !it.state().since().isAfter(from))
                        .max(
                                Comparator.comparing((Promotion it) -> it.state().since())
                                        .thenComparingLong(Promotion::token));
        if (promotions.stream().anyMatch(it -> exposing(it, from, until))) {
            return new Unfit(from, "a promotion was under way");
        }
        if (running.isEmpty()) {
            return new Unfit(from, "nothing had been released yet");
        }
        return judgedUntil.filter(from::isBefore).isPresent()
                ? new Unfit(from, "these minutes belong to the run before")
                : new Calm(from, running.get());
    }

    /** The first hour in which something ran throughout; empty before the first release. */
    static Optional<Instant> first(List<Promotion> promotions) {
        return promotions.stream()
                .map(Promotion::state)
                .filter(PromotionState.Completed.class::isInstance)
                .map(PromotionState::since)
                .min(Comparator.naturalOrder())
                .map(since -> since.truncatedTo(ChronoUnit.HOURS).plus(HOUR));
    }

    /** The median of the rollouts that had ended well by then, without their time on rails. */
    static Duration length(List<Promotion> promotions, Instant by) {
        List<Duration> lengths =
                promotions.stream()
                        .filter(it -> it.state() instanceof PromotionState.Completed)
                        .filter(it -> !it.state().since().isAfter(by))
                        .flatMap(it -> judged(it).stream())
                        .sorted()
                        .toList();
        Duration median = lengths.isEmpty() ? USUAL : lengths.get((lengths.size() - 1) / 2);
        Duration bounded = median.compareTo(LONGEST) > 0 ? LONGEST : median;
        return bounded.compareTo(SHORTEST) < 0 ? SHORTEST : bounded.truncatedTo(ChronoUnit.MINUTES);
    }

    private static Optional<Duration> judged(Promotion completed) {
        return completed
                .exposedAt()
                .filter(at -> !completed.subject().first())
                .map(at -> Duration.between(at, completed.state().since()))
                .map(whole -> whole.minus(completed.plan().bake()))
                .filter(Duration::isPositive);
    }

    private static boolean exposing(Promotion promotion, Instant from, Instant until) {
        return promotion.exposedAt().filter(at -> at.isBefore(until)).isPresent()
                && (!promotion.state().ended() || promotion.state().since().isAfter(from));
    }
}
