package dev.surefoot.server.calibration;

import dev.surefoot.judge.Plan;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.traffic.RouteKey;
import dev.surefoot.server.traffic.TrafficMinute;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Runs every hour that is over and has no run yet, oldest first, in each place. Whoever looks twice
 * changes nothing. Hours older than {@link #BOUND} are left out. One thread at a time.
 */
public final class CalibrationWorker {
    /** How far back missed hours are caught up. */
    static final Duration BOUND = Duration.ofDays(7);

    /** As many hours of one place are caught up in one look. */
    static final int MOST_AT_ONCE = 24;

    /** Minutes are written a few seconds after they are over. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(CalibrationWorker.class);

    private final Past past;
    private final CalibrationStore store;

    public CalibrationWorker(Past past, CalibrationStore store) {
        this.past = past;
        this.store = store;
    }

    /** What was, and what would be promised. */
    public interface Past {
        /** Every service in every environment it goes to. */
        List<RouteKey> places();

        /** The newest promotions of a place, as many as the last weeks can have. */
        List<Promotion> promotions(RouteKey place);

        /** Minutes from {@code from} on, inclusive, until {@code until}, exclusive. */
        List<TrafficMinute> minutes(RouteKey place, Instant from, Instant until);

        /** Upper bounds of the minutes' latency buckets. */
        List<Long> boundsMs(RouteKey place);

        /** What a promotion like this one would promise at {@code at}, without any caution. */
        Plan plan(Promotion promotion, Instant at);
    }

    /** Looks once, at {@code now}. */
    public void look(Instant now) {
        for (RouteKey place : past.places()) {
            try {
                catchUp(place, now);
            } catch (RuntimeException e) {
                // One place's definition must not keep the others from being measured.
                LOG.error("A/A of {} in {}", place.service(), place.environment(), e);
            }
        }
    }

    private void catchUp(RouteKey place, Instant now) {
        Instant end = now.minus(SETTLED).truncatedTo(ChronoUnit.HOURS);
        Optional<AaRun> newest = store.newest(place);
        if (newest.isPresent() && !newest.get().until().isBefore(end)) {
            return;
        }
        List<Promotion> promotions = past.promotions(place);
        Optional<Instant> first = AaHour.first(promotions);
        if (first.isEmpty()) {
            return;
        }
        Instant hour = latest(first.get(), now.minus(BOUND).truncatedTo(ChronoUnit.HOURS));
        if (newest.isPresent()) {
            hour = latest(hour, newest.get().until());
        }
        for (int i = 0; i < MOST_AT_ONCE && hour.isBefore(end); i++) {
            store.add(run(place, hour, promotions));
            hour = hour.plus(AaHour.HOUR);
        }
    }

    private AaRun run(RouteKey place, Instant hour, List<Promotion> promotions) {
        Instant until = hour.plus(AaHour.HOUR);
        Optional<Instant> judgedUntil =
                store.judged(place, 1).stream().map(AaRun::until).findFirst();
        return switch (AaHour.of(hour, promotions, judgedUntil)) {
            case AaHour.Unfit(Instant from, String reason) ->
                    new AaRun(place, hour, from, until, new AaOutcome.NotJudged(reason));
            case AaHour.Calm(Instant from, Promotion running) ->
                    new AaRun(place, hour, from, until, judged(place, from, until, running));
        };
    }

    /** An hour that can't be judged says so, and is not in the way of the next. */
    private AaOutcome judged(RouteKey place, Instant from, Instant until, Promotion running) {
        try {
            return judge(place, from, until, running);
        } catch (IllegalArgumentException e) {
            LOG.error("A/A of {} in {} at {}", place.service(), place.environment(), from, e);
            return new AaOutcome.NotJudged("the settings make no plan: " + e.getMessage());
        }
    }

    private AaOutcome judge(RouteKey place, Instant from, Instant until, Promotion running) {
        Slot slot = running.arms().orElseThrow().canarySlot();
        Promotion next = running.next(Arms.canaryIn(slot.other()));
        return AaRules.judge(
                new AaRules.Material(
                        past.plan(next, from),
                        past.minutes(place, from, until).stream()
                                .filter(minute -> minute.slot() == slot)
                                .toList(),
                        Duration.between(from, until),
                        past.boundsMs(place),
                        seed(place, until)));
    }

    /** The same for the same hour of a place, on every machine. */
    private static long seed(RouteKey place, Instant until) {
        return (place.service() + '\n' + place.environment() + '\n' + until).hashCode();
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
