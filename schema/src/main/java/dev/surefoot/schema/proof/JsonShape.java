package dev.surefoot.schema.proof;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which paths do JSON documents have, and of which types? {@code $.items[].price: NUMBER}. Pure.
 *
 * @param types seen at each path
 * @param always paths that every document had
 */
record JsonShape(Map<String, Set<String>> types, Set<String> always) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Of these documents; what is no JSON is left out. */
    static JsonShape of(List<String> documents) {
        Map<String, Set<String>> types = new TreeMap<>();
        Set<String> always = new TreeSet<>();
        boolean first = true;
        for (String each : documents) {
            Map<String, Set<String>> own = new TreeMap<>();
            parsed(each).ifPresent(node -> walk("$", node, own));
            if (own.isEmpty()) {
                continue;
            }
            own.forEach(
                    (path, some) -> types.computeIfAbsent(path, _ -> new TreeSet<>()).addAll(some));
            if (first) {
                always.addAll(own.keySet());
            } else {
                always.retainAll(own.keySet());
            }
            first = false;
        }
        return new JsonShape(types, always);
    }

    /** Paths that were always there and are missing in one of the new documents. */
    Set<String> removedIn(JsonShape fresh) {
        Set<String> removed = new TreeSet<>(always);
        removed.removeAll(fresh.always);
        return removed;
    }

    /** Paths with a type that was never seen there, with both. */
    Map<String, String> retypedIn(JsonShape fresh) {
        Map<String, String> retyped = new TreeMap<>();
        types.forEach(
                (path, known) -> {
                    Set<String> more = new TreeSet<>(fresh.types.getOrDefault(path, Set.of()));
                    more.removeAll(known);
                    if (!more.isEmpty()) {
                        retyped.put(path, known + " to " + more);
                    }
                });
        return retyped;
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(MAPPER.readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static void walk(String path, JsonNode node, Map<String, Set<String>> found) {
        found.computeIfAbsent(path, _ -> new TreeSet<>()).add(node.getNodeType().name());
        if (node.isObject()) {
            node.properties()
                    .forEach(each -> walk(path + "." + each.getKey(), each.getValue(), found));
        }
        if (node.isArray()) {
            node.forEach(each -> walk(path + "[]", each, found));
        }
    }
}
