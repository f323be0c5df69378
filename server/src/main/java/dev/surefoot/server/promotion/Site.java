package dev.surefoot.server.promotion;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.runtime.ConfigFile;
import dev.surefoot.server.runtime.Launch;
import dev.surefoot.server.runtime.Place;
import dev.surefoot.server.runtime.Readiness;
import dev.surefoot.server.runtime.Version;
import dev.surefoot.server.traffic.Cohort;
import dev.surefoot.server.traffic.Endpoint;
import dev.surefoot.server.traffic.Plane;
import dev.surefoot.server.traffic.Route;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one service runs in one environment, by a pinned version of its definition.
 *
 * @param previousEnvironment the one that a candidate must have been through before
 * @param ports one instance a port, by slot
 * @param config the pinned configuration file, secrets filled in when it is asked for
 * @param warmUp how long a new instance's latency does not count
 * @param lease how long exposure lasts without a renewal
 * @param leaseRequired the policy does not accept a router whose exposure can't lapse by itself
 */
public record Site(
        String service,
        String environment,
        Optional<String> previousEnvironment,
        Path artifact,
        ConfigFile config,
        List<String> command,
        Readiness readiness,
        Duration warmUp,
        Map<Slot, List<Integer>> ports,
        Plane plane,
        Optional<Cohort> cohort,
        Duration lease,
        Duration drain,
        Duration stop,
        boolean leaseRequired) {
    private static final String LOOPBACK = "127.0.0.1";

    /** What the runtime needs to run this in {@code slot}. */
    public Launch launch(Slot slot, Version version, long token) {
        return new Launch(
                place(slot),
                version,
                artifact,
                config,
                command,
                ports.getOrDefault(slot, List.of()),
                readiness,
                token);
    }

    /** One of its slots. */
    public Place place(Slot slot) {
        return new Place(service, environment, slot);
    }

    /** What runs: artifact and configuration together. */
    static Version version(Digest artifact, Digest config) {
        return new Version(artifact.toString(), config.toString());
    }

    /** Both slots can get traffic. */
    Route bothSlots() {
        return route(List.of(Slot.BLUE, Slot.GREEN));
    }

    /** Only one slot can get traffic, whatever else is wrong. */
    Route only(Slot slot) {
        return route(List.of(slot));
    }

    /** No slot can get traffic. */
    Route none() {
        return route(List.of());
    }

    /** What the promotion with these arms may reach. */
    Route exposing(Arms arms, boolean first) {
        return first ? only(arms.canarySlot()) : bothSlots();
    }

    /** One instance a port. */
    static List<Endpoint> endpoints(Place place, List<Integer> ports) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) {
            endpoints.add(new Endpoint(place.instance(i), LOOPBACK, ports.get(i)));
        }
        return endpoints;
    }

    private Route route(List<Slot> slots) {
        Map<Slot, List<Endpoint>> endpoints = new EnumMap<>(Slot.class);
        for (Slot slot : slots) {
            endpoints.put(slot, endpoints(place(slot), ports.getOrDefault(slot, List.of())));
        }
        return new Route(service, environment, plane, cohort, endpoints);
    }
}
