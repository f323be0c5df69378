package dev.surefoot.server.api;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the API's records look like as JSON Schema, by reflection. */
final class RecordSchemas {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Set<Class<?>> FOLDERS = Set.of(Requests.class, Answers.class);

    private final Map<String, JsonNode> schemas = new TreeMap<>();

    /** Every record that these classes are or hold, by the name that the description gives it. */
    static Map<String, JsonNode> of(Collection<Class<?>> roots) {
        RecordSchemas all = new RecordSchemas();
        roots.forEach(all::add);
        return all.schemas;
    }

    /** {@code PromotionView.EventView} is {@code PromotionEvent}. */
    static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        String own = type.getSimpleName().replaceAll("View$", "");
        return outer == null || FOLDERS.contains(outer) ? own : name(outer) + own;
    }

    private void add(Class<?> type) {
        if (type.isRecord() && !schemas.containsKey(name(type))) {
            ObjectNode schema = MAPPER.createObjectNode().put("type", "object");
            schemas.put(name(type), schema);
            ObjectNode properties = schema.putObject("properties");
            ArrayNode required = MAPPER.createArrayNode();
            for (RecordComponent component : type.getRecordComponents()) {
                properties.set(component.getName(), schema(component.getGenericType()));
                if (component.getType() != Optional.class) {
                    required.add(component.getName());
                }
            }
            if (!required.isEmpty()) {
                schema.set("required", required);
            }
        }
        Arrays.stream(type.getDeclaredClasses()).forEach(this::add);
    }

    private ObjectNode schema(Type type) {
        ObjectNode schema = MAPPER.createObjectNode();
        if (type instanceof ParameterizedType generic) {
            Type last =
                    generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            Class<?> raw = (Class<?>) generic.getRawType();
            if (raw == Optional.class) {
                return optional(schema(last));
            }
            if (Map.class.isAssignableFrom(raw)) {
                schema.put("type", "object").set("additionalProperties", schema(last));
                return schema;
            }
            schema.put("type", "array").set("items", schema(last));
            return schema;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            add(plain);
            return schema.put("$ref", "#/components/schemas/" + name(plain));
        }
        if (plain == boolean.class) {
            return schema.put("type", "boolean");
        }
        if (plain == double.class || plain == Double.class) {
            return schema.put("type", "number");
        }
        if (plain == int.class || plain == long.class || Number.class.isAssignableFrom(plain)) {
            return schema.put("type", "integer");
        }
        if (plain == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        }
        if (plain == String.class) {
            return schema.put("type", "string");
        }
        throw new AssertionError("no schema is known for " + type + ": add it here");
    }

    private static ObjectNode optional(ObjectNode known) {
        ObjectNode schema = MAPPER.createObjectNode();
        if (known.has("$ref")) {
            schema.putArray("oneOf").add(known).addObject().put("type", "null");
            return schema;
        }
        schema.setAll(known);
        schema.putArray("type").add(known.get("type")).add("null");
        return schema;
    }
}
