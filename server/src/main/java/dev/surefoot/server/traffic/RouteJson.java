package dev.surefoot.server.traffic;

import static dev.surefoot.server.traffic.SnapshotJson.required;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Routes as the embedded proxy takes and gives them. */
final class RouteJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RouteJson() {}

    static String write(Route route, Split split, Token token, Optional<Lease> lease) {
        if (!(route.plane() instanceof Plane.Embedded plane)) {
            throw new IllegalArgumentException(route + " is not the embedded proxy's");
        }
        ObjectNode root = MAPPER.createObjectNode();
        root.put("token", token.value())
                .put("listenHost", plane.listenHost())
                .put("listenPort", plane.listenPort())
                .put("primary", split.primary().name());
        route.cohort()
                .ifPresentOrElse(
                        cohort ->
                                root.putObject("cohort")
                                        .put("cookie", cohort.cookie())
                                        .put("key", cohort.key()),
                        () -> root.putNull("cohort"));
        lease.ifPresentOrElse(
                held ->
                        root.putObject("lease")
                                .put("id", held.id())
                                .put("ttlMs", held.ttl().toMillis()),
                () -> root.putNull("lease"));
        ObjectNode shares = root.putObject("sharesBp");
        ObjectNode slots = root.putObject("slots");
        for (Slot slot : Slot.values()) {
            shares.put(slot.name(), split.of(slot).basisPoints());
            ArrayNode endpoints = slots.putArray(slot.name());
            for (Endpoint endpoint : route.slots().getOrDefault(slot, List.of())) {
                endpoints
                        .addObject()
                        .put("instance", endpoint.instance())
                        .put("host", endpoint.host())
                        .put("port", endpoint.port());
            }
        }
        return MAPPER.writeValueAsString(root);
    }

    /** What renews a lease. */
    static String id(Lease lease) {
        return MAPPER.writeValueAsString(MAPPER.createObjectNode().put("id", lease.id()));
    }

    /**
     * Reads what the proxy says of a route.
     *
     * @throws IllegalArgumentException naming what is missing or cannot be
     */
    static ObservedRoute read(JsonNode root) {
        Slot primary = Slot.valueOf(required(root, "primary").asString());
        JsonNode shares = required(root, "sharesBp");
        int own = required(shares, primary.name()).asInt();
        int other = required(shares, primary.other().name()).asInt();
        if (own + other != Share.ALL.basisPoints()) {
            throw new IllegalArgumentException("sharesBp is " + shares + ", not 10000 in all");
        }
        return new ObservedRoute(
                new Split(primary, new Share(other)),
                new Token(required(root, "token").asLong()),
                lease(root.get("lease")),
                required(root, "listening").asBoolean(),
                slots(required(root, "slots")),
                Instant.parse(required(root, "appliedAt").asString()),
                required(root, "epoch").asString());
    }

    private static Optional<ObservedLease> lease(@Nullable JsonNode node) {
        return node == null || node.isNull()
                ? Optional.empty()
                : Optional.of(
                        new ObservedLease(
                                required(node, "id").asString(),
                                required(node, "alive").asBoolean()));
    }

    private static Map<Slot, List<Endpoint>> slots(JsonNode node) {
        Map<Slot, List<Endpoint>> slots = new EnumMap<>(Slot.class);
        for (Map.Entry<String, JsonNode> slot : node.properties()) {
            List<Endpoint> endpoints = new ArrayList<>();
            for (JsonNode endpoint : slot.getValue()) {
                endpoints.add(
                        new Endpoint(
                                required(endpoint, "instance").asString(),
                                required(endpoint, "host").asString(),
                                required(endpoint, "port").asInt()));
            }
            slots.put(Slot.valueOf(slot.getKey()), List.copyOf(endpoints));
        }
        return slots;
    }
}
