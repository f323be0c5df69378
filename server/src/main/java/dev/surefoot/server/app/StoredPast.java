package dev.surefoot.server.app;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.server.promotion.PreviousFacts;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionEvent;
import dev.surefoot.server.traffic.CounterSnapshot;
import dev.surefoot.server.traffic.RouteKey;
import dev.surefoot.server.traffic.TrafficMinute;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The past as the stores have it. */
record StoredPast(Stores stores) implements PreviousFacts.Past {
    @Override
    public Optional<PreviousFacts.Before> before(GateSubject subject) {
        return stores.services()
                .service(subject.service(), subject.serviceVersion())
                .flatMap(
                        service ->
                                service.before(subject.environment()).flatMap(service::environment))
                .map(found -> new PreviousFacts.Before(found.name(), found.slo()));
    }

    @Override
    public List<Promotion> newest(String service, String environment, int limit) {
        return stores.promotions().newest(service, environment, limit);
    }

    @Override
    public Optional<Instant> everybodyFrom(Promotion promotion) {
        return stores.promotions().events(promotion.id()).stream()
                .filter(event -> event.share().filter(Share.ALL::equals).isPresent())
                .map(PromotionEvent::at)
                .findFirst();
    }

    @Override
    public List<TrafficMinute> minutes(RouteKey route, Instant from) {
        return stores.traffic().since(route, from);
    }

    @Override
    public List<Long> boundsMs(RouteKey route) {
        return stores.traffic()
                .position(route)
                .snapshot()
                .map(CounterSnapshot::bucketBoundsMs)
                .orElse(List.of());
    }
}
