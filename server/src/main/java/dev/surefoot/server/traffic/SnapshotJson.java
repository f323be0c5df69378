package dev.surefoot.server.traffic;

import dev.surefoot.server.environment.Slot;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counter snapshots as JSON: what the embedded proxy answers, and how positions are stored. Both
 * have the same form, of which reading ignores what it does not need.
 */
public final class SnapshotJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private SnapshotJson() {}

    /**
     * Reads a snapshot.
     *
     * @throws IllegalArgumentException naming the field that is missing or cannot be
     */
    public static CounterSnapshot read(String json) {
        return read(MAPPER.readTree(json));
    }

    static CounterSnapshot read(JsonNode root) {
        Map<Slot, Map<String, InstanceCounts>> slots = new EnumMap<>(Slot.class);
        for (Map.Entry<String, JsonNode> slot : required(root, "slots").properties()) {
            Map<String, InstanceCounts> instances = new HashMap<>();
            JsonNode all = required(slot.getValue(), "instances");
            for (Map.Entry<String, JsonNode> instance : all.properties()) {
                instances.put(instance.getKey(), counts(instance.getValue()));
            }
            slots.put(Slot.valueOf(slot.getKey()), instances);
        }
        return new CounterSnapshot(
                required(root, "epoch").asString(),
                Instant.parse(required(root, "takenAt").asString()),
                longs(required(root, "bucketBoundsMs")),
                slots);
    }

    private static InstanceCounts counts(JsonNode node) {
        return new InstanceCounts(
                count(node, "requests"),
                count(node, "errors"),
                count(node, "started"),
                count(node, "inFlight"),
                Optional.ofNullable(node.get("lastStartedAt"))
                        .filter(value -> !value.isNull())
                        .map(value -> Instant.parse(value.asString())),
                longs(required(node, "buckets")));
    }

    /** The form that {@link #read} takes. */
    public static String write(CounterSnapshot snapshot) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("epoch", snapshot.epoch());
        root.put("takenAt", snapshot.takenAt().toString());
        put(root, "bucketBoundsMs", snapshot.bucketBoundsMs());
        ObjectNode slots = root.putObject("slots");
        snapshot.slots()
                .forEach(
                        (slot, instances) -> {
                            ObjectNode all = slots.putObject(slot.name()).putObject("instances");
                            instances.forEach((name, counts) -> write(all.putObject(name), counts));
                        });
        return MAPPER.writeValueAsString(root);
    }

    private static void write(ObjectNode node, InstanceCounts counts) {
        node.put("requests", counts.requests())
                .put("errors", counts.errors())
                .put("started", counts.started())
                .put("inFlight", counts.inFlight());
        counts.lastStartedAt().ifPresent(at -> node.put("lastStartedAt", at.toString()));
        put(node, "buckets", counts.buckets());
    }

    private static void put(ObjectNode node, String name, List<Long> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(array::add);
    }

    private static long count(JsonNode node, String name) {
        JsonNode value = required(node, name);
        if (!value.isIntegralNumber()) {
            throw new IllegalArgumentException(name + " is " + value + ", not an integer");
        }
        return value.asLong();
    }

    private static List<Long> longs(JsonNode array) {
        List<Long> values = new ArrayList<>();
        for (JsonNode value : array) {
            if (!value.isIntegralNumber()) {
                throw new IllegalArgumentException(value + " is not an integer");
            }
            values.add(value.asLong());
        }
        return values;
    }

    static JsonNode required(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("field " + name + " is missing");
        }
        return value;
    }
}
