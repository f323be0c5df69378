package dev.surefoot.server.app;

import dev.surefoot.judge.Plan;
import dev.surefoot.server.calibration.CalibrationWorker;
import dev.surefoot.server.promotion.JudgePlans;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.traffic.CounterSnapshot;
import dev.surefoot.server.traffic.RouteKey;
import dev.surefoot.server.traffic.TrafficMinute;

import java.time.Instant;
import java.util.List;

/** The traffic and the promotions that the standing A/A rests on, as the stores have them. */
record StoredTraffic(Stores stores, JudgePlans plans) implements CalibrationWorker.Past {
    /** More than a busy place completes in the time that is caught up. */
    private static final int MOST_PROMOTIONS = 200;

    @Override
    public List<RouteKey> places() {
        return stores.services().newest().stream()
                .map(version -> version.definition())
                .flatMap(
                        service ->
                                service.environments().stream()
                                        .map(it -> new RouteKey(service.service(), it.name())))
                .toList();
    }

    @Override
    public List<Promotion> promotions(RouteKey place) {
        return stores.promotions().newest(place.service(), place.environment(), MOST_PROMOTIONS);
    }

    @Override
    public List<TrafficMinute> minutes(RouteKey place, Instant from, Instant until) {
        return stores.traffic().between(place, from, until);
    }

    @Override
    public List<Long> boundsMs(RouteKey place) {
        return stores.traffic()
                .position(place)
                .snapshot()
                .map(CounterSnapshot::bucketBoundsMs)
                .orElse(List.of());
    }

    @Override
    public Plan plan(Promotion promotion, Instant at) {
        return plans.incautious(promotion, at);
    }
}
