package dev.surefoot.server.promotion;

import dev.surefoot.server.promotion.PromotionStore.Saved;
import dev.surefoot.server.runtime.Place;
import dev.surefoot.server.runtime.Running;
import dev.surefoot.server.runtime.Version;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What {@link PromotionStore} does with SQL, done in memory. */
record MemoryPromotions(MemoryRecords records, long ownership) implements Promotions {
    @Override
    public boolean steers() {
        return ownership == records.ownership;
    }

    @Override
    public Promotion create(Promotion wanted, String why) {
        if (ownership != records.ownership) {
            throw new IllegalStateException("another server steers");
        }
        waiting(wanted.subject().service(), wanted.subject().environment())
                .ifPresent(
                        old ->
                                records.write(
                                        old.in(
                                                        new PromotionState.Superseded(
                                                                wanted.subject().requestedAt(),
                                                                wanted.id()))
                                                .saved(old.version() + 1, records.nextToken()),
                                        "a newer candidate was requested"));
        Promotion created = wanted.saved(1, records.nextToken());
        records.write(created, why);
        return created;
    }

    @Override
    public Saved save(Promotion next, String why, String actor) {
        Promotion kept = find(next.id()).orElseThrow();
        if (kept.version() != next.version() || ownership != records.ownership) {
            return new Saved.Conflict();
        }
        Promotion saved = next.saved(next.version() + 1, records.nextToken());
        records.write(saved, why);
        for (RunningChange change : RunningChange.entering(saved)) {
            switch (change) {
                case RunningChange.Put put -> records.put(put.running());
                case RunningChange.Remove remove -> records.running.remove(remove.place());
            }
        }
        return new Saved.Done(saved);
    }

    @Override
    public Optional<Promotion> find(UUID id) {
        return Optional.ofNullable(records.promotions.get(id));
    }

    @Override
    public List<Promotion> active() {
        return all().filter(p -> !p.state().ended())
                .sorted(Comparator.comparing(Promotion::id))
                .toList();
    }

    @Override
    public Optional<Promotion> lane(String service, String environment) {
        return of(service, environment).filter(MemoryRecords::holdsLane).findFirst();
    }

    @Override
    public Optional<Promotion> waiting(String service, String environment) {
        return of(service, environment).filter(MemoryRecords::waits).findFirst();
    }

    @Override
    public Optional<Promotion> running(String service, String environment) {
        return of(service, environment)
                .filter(p -> p.state() instanceof PromotionState.Completed)
                .max(Comparator.comparingLong(Promotion::token));
    }

    @Override
    public List<Promotion> newest(String service, String environment, int limit) {
        return of(service, environment)
                .sorted(Comparator.comparing(Promotion::id).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<Promotion> of(UUID candidate) {
        return all().filter(p -> p.subject().candidate().equals(candidate)).toList();
    }

    @Override
    public List<PromotionEvent> events(UUID promotion) {
        return List.copyOf(records.events.getOrDefault(promotion, List.of()));
    }

    @Override
    public List<Running> running() {
        return List.copyOf(records.running.values());
    }

    @Override
    public List<Running> coolDown(Instant at) {
        return records.cooled(at);
    }

    @Override
    public Optional<Promotion> bringing(Place place, Version version) {
        Predicate<Promotion> brings =
                p ->
                        p.subject().artifact().toString().equals(version.digest())
                                && p.subject().config().toString().equals(version.configDigest())
                                && p.arms().isPresent();
        return of(place.service(), place.environment())
                .filter(brings)
                .max(Comparator.comparingLong(Promotion::token));
    }

    @Override
    public boolean completed(UUID candidate, String environment) {
        return of(candidate).stream()
                .anyMatch(
                        p ->
                                p.subject().environment().equals(environment)
                                        && p.state() instanceof PromotionState.Completed);
    }

    private Stream<Promotion> all() {
        return records.promotions.values().stream();
    }

    private Stream<Promotion> of(String service, String environment) {
        return all().filter(
                        p ->
                                p.subject().service().equals(service)
                                        && p.subject().environment().equals(environment));
    }
}
