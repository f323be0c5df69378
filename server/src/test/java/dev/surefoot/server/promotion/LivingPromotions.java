package dev.surefoot.server.promotion;

import dev.surefoot.server.promotion.PromotionStore.Saved;
import dev.surefoot.server.runtime.Place;
import dev.surefoot.server.runtime.Running;
import dev.surefoot.server.runtime.Version;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Promotions with something around each call: a life that may end there. */
record LivingPromotions(Promotions kept, Around around) implements Promotions {
    /** What happens around each call. */
    interface Around {
        <T> T call(Supplier<T> call);
    }

    @Override
    public boolean steers() {
        return around.call(kept::steers);
    }

    @Override
    public Promotion create(Promotion wanted, String why) {
        return around.call(() -> kept.create(wanted, why));
    }

    @Override
    public Saved save(Promotion next, String why, String actor) {
        return around.call(() -> kept.save(next, why, actor));
    }

    @Override
    public Optional<Promotion> find(UUID id) {
        return around.call(() -> kept.find(id));
    }

    @Override
    public List<Promotion> active() {
        return around.call(kept::active);
    }

    @Override
    public Optional<Promotion> lane(String service, String environment) {
        return around.call(() -> kept.lane(service, environment));
    }

    @Override
    public Optional<Promotion> waiting(String service, String environment) {
        return around.call(() -> kept.waiting(service, environment));
    }

    @Override
    public Optional<Promotion> running(String service, String environment) {
        return around.call(() -> kept.running(service, environment));
    }

    @Override
    public List<Promotion> newest(String service, String environment, int limit) {
        return around.call(() -> kept.newest(service, environment, limit));
    }

    @Override
    public List<Promotion> of(UUID candidate) {
        return around.call(() -> kept.of(candidate));
    }

    @Override
    public List<PromotionEvent> events(UUID promotion) {
        return around.call(() -> kept.events(promotion));
    }

    @Override
    public List<Running> running() {
        return around.call(() -> kept.running());
    }

    @Override
    public List<Running> coolDown(Instant at) {
        return around.call(() -> kept.coolDown(at));
    }

    @Override
    public Optional<Promotion> bringing(Place place, Version version) {
        return around.call(() -> kept.bringing(place, version));
    }

    @Override
    public boolean completed(UUID candidate, String environment) {
        return around.call(() -> kept.completed(candidate, environment));
    }
}
