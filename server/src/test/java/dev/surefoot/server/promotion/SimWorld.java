package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.runtime.Version;
import dev.surefoot.server.traffic.CounterSnapshot;
import dev.surefoot.server.traffic.InstanceCounts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What outlives every server: instances, the data plane with its counters, users, and time. */
final class SimWorld {
    static final int INSTANCES = 2;
    static final List<Long> BOUNDS_MS = List.of(300L);
    private static final int REQUESTS_A_SECOND = 200;

    /** How a version behaves. */
    record Behaviour(Fault fault, double errorRate, double slowRate) {
        Behaviour(Fault fault, double errorRate) {
            this(fault, errorRate, 0);
        }

        boolean good() {
            return fault == Fault.NONE;
        }
    }

    /** What is wrong with a version. */
    enum Fault {
        NONE,
        ERRORS,
        NEVER_READY,
        DIES_AT_START,
        WRONG_DIGEST
    }

    /** One process. */
    static final class Instance {
        boolean alive;
        int restarts;
        Instant startedAt = Instant.EPOCH;
        Instant readyAt = Instant.MAX;
        long started;
        long errors;
        long slow;
        long inFlight;
        Optional<Instant> lastStartedAt = Optional.empty();
    }

    /** The processes of one slot. */
    static final class Place {
        long fence;
        Optional<Version> version = Optional.empty();
        final List<Instance> instances = new ArrayList<>();

        Place() {
            for (int i = 0; i < INSTANCES; i++) {
                instances.add(new Instance());
            }
        }

        @Override
        public String toString() {
            return version.map(v -> v.digest().substring(7, 11)).orElse("-")
                    + instances.stream().map(i -> i.alive ? "+" : "x").toList();
        }

        boolean anyAlive() {
            return instances.stream().anyMatch(instance -> instance.alive);
        }
    }

    final Map<Slot, Place> places = new EnumMap<>(Slot.class);
    final Map<String, Behaviour> versions = new HashMap<>();
    final Random random;
    Instant time = Instant.parse("2026-11-26T12:00:00Z");
    Duration serverSkew = Duration.ZERO;
    Duration routerSkew = Duration.ZERO;

    boolean routed;
    Split split = Split.allTo(Slot.BLUE);
    Set<Slot> endpoints = Set.of();
    long routerToken;
    Optional<SimLease> lease = Optional.empty();
    Instant appliedAt = Instant.EPOCH;
    int epoch;
    Instant routerBackAt = Instant.MIN;
    Optional<CounterSnapshot> readBefore = Optional.empty();

    /** Requests that found nobody to serve them. */
    long unserved;

    SimWorld(Random random) {
        this.random = random;
        for (Slot slot : Slot.values()) {
            places.put(slot, new Place());
        }
    }

    Place place(Slot slot) {
        Place place = places.get(slot);
        if (place == null) {
            throw new IllegalStateException("no slot " + slot);
        }
        return place;
    }

    Instant serverTime() {
        return time.plus(serverSkew);
    }

    Instant routerTime() {
        return time.plus(routerSkew);
    }

    boolean routerReachable() {
        return !time.isBefore(routerBackAt);
    }

    Behaviour behaviour(Place place) {
        return place.version
                .map(version -> versions.getOrDefault(version.digest(), good()))
                .orElse(good());
    }

    static Behaviour good() {
        return new Behaviour(Fault.NONE, 0.001);
    }

    /** The share of new requests that may reach {@code slot}. */
    Share share(Slot slot) {
        return !routed || !endpoints.contains(slot) ? Share.NONE : inForce().of(slot);
    }

    /** How new requests are divided now: after a lapse all of them go to the primary slot. */
    private Split inForce() {
        boolean lapsed = lease.filter(held -> !held.alive(time)).isPresent();
        return lapsed ? Split.allTo(split.primary()) : split;
    }

    /** Time passes, and users send requests meanwhile. */
    void pass(Duration duration) {
        time = time.plus(duration);
        for (Place place : places.values()) {
            place.instances.forEach(instance -> instance.inFlight = 0);
            if (behaviour(place).fault() == Fault.DIES_AT_START) {
                place.instances.forEach(instance -> instance.alive = false);
            }
        }
        long requests = REQUESTS_A_SECOND * duration.toSeconds();
        for (long i = 0; i < requests; i++) {
            request();
        }
    }

    private void request() {
        Slot wanted =
                random.nextInt(10_000) < inForce().other().basisPoints()
                        ? split.primary().other()
                        : split.primary();
        Optional<Instance> served = ready(wanted).or(() -> ready(wanted.other()));
        if (served.isEmpty()) {
            unserved++;
            return;
        }
        Instance instance = served.get();
        Place place = place(ready(wanted).isPresent() ? wanted : wanted.other());
        instance.started++;
        instance.errors += random.nextDouble() < behaviour(place).errorRate() ? 1 : 0;
        // Drawn only where it can happen, so that other releases keep their course.
        double slowRate = behaviour(place).slowRate();
        instance.slow += slowRate > 0 && random.nextDouble() < slowRate ? 1 : 0;
        instance.inFlight = random.nextInt(3);
        instance.lastStartedAt = Optional.of(routerTime());
    }

    private Optional<Instance> ready(Slot slot) {
        if (!routed || !endpoints.contains(slot)) {
            return Optional.empty();
        }
        List<Instance> instances = place(slot).instances;
        int from = (int) (unserved + instances.getFirst().started) % INSTANCES;
        for (int i = 0; i < INSTANCES; i++) {
            Instance instance = instances.get((from + i) % INSTANCES);
            if (instance.alive && !instance.readyAt.isAfter(time)) {
                return Optional.of(instance);
            }
        }
        return Optional.empty();
    }

    /** The data plane's counters begin anew. */
    void resetCounters() {
        epoch++;
        lease.ifPresent(SimLease::lapse);
        for (Place place : places.values()) {
            for (Instance instance : place.instances) {
                instance.started = 0;
                instance.errors = 0;
                instance.slow = 0;
                instance.lastStartedAt = Optional.empty();
            }
        }
    }

    CounterSnapshot counters() {
        Map<Slot, Map<String, InstanceCounts>> slots = new EnumMap<>(Slot.class);
        places.forEach(
                (slot, place) -> {
                    Map<String, InstanceCounts> counts = new HashMap<>();
                    for (int i = 0; i < INSTANCES; i++) {
                        counts.put(
                                slot.name().toLowerCase(java.util.Locale.ROOT) + "-" + i,
                                counts(place.instances.get(i)));
                    }
                    slots.put(slot, counts);
                });
        return new CounterSnapshot("epoch-" + epoch, routerTime(), BOUNDS_MS, slots);
    }

    private static InstanceCounts counts(Instance instance) {
        return new InstanceCounts(
                instance.started,
                instance.errors,
                instance.started,
                instance.inFlight,
                instance.lastStartedAt,
                List.of(instance.started - instance.slow, instance.slow));
    }
}
