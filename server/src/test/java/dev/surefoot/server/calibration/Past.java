package dev.surefoot.server.calibration;

import dev.surefoot.evidence.Digest;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Routing;
import dev.surefoot.judge.Schedule;
import dev.surefoot.server.environment.OnInconclusive;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.environment.Strategy;
import dev.surefoot.server.promotion.Course;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionState;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.rollout.RolloutPlan;
import dev.surefoot.server.time.Ids;
import dev.surefoot.server.traffic.RouteKey;
import dev.surefoot.server.traffic.TrafficMinute;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Promotions and traffic of one place as a test wants them. */
final class Past implements CalibrationWorker.Past {
    static final RouteKey SHOP = new RouteKey("shop", "production");
    static final Instant MIDNIGHT = Instant.parse("2026-11-26T00:00:00Z");

    final List<Promotion> promotions = new ArrayList<>();
    final List<TrafficMinute> minutes = new ArrayList<>();
    final List<Promotion> asked = new ArrayList<>();
    boolean noPlan;
    Plan plan = Plan.of(Routing.REQUEST, .02, Schedule.of(List.of(500, 5_000)));

    /** Completed in {@code slot}; exposed for {@code judged} before, and baked for a minute. */
    Promotion completed(Instant at, Slot slot, Duration judged) {
        Promotion promotion =
                promotion(
                        new PromotionState.Completed(at, at.plusSeconds(60)),
                        slot,
                        Optional.of(at.minus(judged).minusSeconds(60)));
        promotions.add(promotion);
        return promotion;
    }

    /** In a state, with users on it from {@code exposed} on. */
    Promotion promotion(PromotionState state, Slot slot, Optional<Instant> exposed) {
        Digest digest = Digest.sha256("v".getBytes(StandardCharsets.UTF_8));
        return new Promotion(
                Ids.newId(state.since()),
                new Promotion.Subject(
                        SHOP.service(),
                        SHOP.environment(),
                        Ids.newId(state.since()),
                        digest,
                        digest,
                        1,
                        false,
                        state.since(),
                        "ann"),
                new RolloutPlan(
                        Strategy.CANARY,
                        List.of(new Share(500)),
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        Duration.ofMinutes(1),
                        Duration.ofHours(2),
                        OnInconclusive.HOLD,
                        Duration.ofMinutes(30),
                        Optional.empty()),
                new Promotion.Limits(
                        Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofMinutes(10)),
                Optional.of(Arms.canaryIn(slot)),
                Optional.empty(),
                exposed,
                Course.START,
                state,
                1,
                state.since().getEpochSecond());
    }

    /** Every instance serves every minute; one in a hundred requests fails, on average. */
    void serve(Slot slot, int instances, Instant from, Instant until) {
        SplittableRandom random = new SplittableRandom(3);
        for (Instant at = from; at.isBefore(until); at = at.plusSeconds(60)) {
            for (int i = 0; i < instances; i++) {
                long errors = random.nextInt(7);
                minutes.add(new TrafficMinute(slot, slot + "-" + i, at, 300, errors, List.of()));
            }
        }
    }

    @Override
    public List<RouteKey> places() {
        return List.of(SHOP);
    }

    @Override
    public List<Promotion> promotions(RouteKey place) {
        return promotions;
    }

    @Override
    public List<TrafficMinute> minutes(RouteKey place, Instant from, Instant until) {
        return minutes.stream()
                .filter(it -> !it.minute().isBefore(from) && it.minute().isBefore(until))
                .toList();
    }

    @Override
    public List<Long> boundsMs(RouteKey place) {
        return List.of();
    }

    @Override
    public Plan plan(Promotion promotion, Instant at) {
        asked.add(promotion);
        if (noPlan) {
            throw new IllegalArgumentException("steps is [9500]");
        }
        return plan;
    }
}
