package dev.surefoot.proxy.store;

import dev.surefoot.proxy.route.Json;
import dev.surefoot.proxy.route.Reading;
import dev.surefoot.proxy.route.RouteKey;
import dev.surefoot.proxy.route.RouteReader;
import dev.surefoot.proxy.route.RouteSpec;
import dev.surefoot.proxy.route.RouteWriter;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** {@code state.json}: the routes on disk, replaced as a whole with each change. */
public final class StateFile {
    private static final int FORMAT = 1;

    private final Path path;

    /** The file need not exist yet. */
    public StateFile(Path path) {
        this.path = path;
    }

    /** Saves; when this returns, the routes survive a crash. */
    public void save(SavedRoutes saved) throws IOException {
        ObjectNode root = Json.MAPPER.createObjectNode().put("format", FORMAT);
        ArrayNode routes = root.putArray("routes");
        saved.routes()
                .forEach((key, spec) -> named(routes, key).set("route", RouteWriter.write(spec)));
        ArrayNode tokens = root.putArray("tokens");
        saved.tokens().forEach((key, token) -> named(tokens, key).put("token", token));
        AtomicFile.write(path, Json.MAPPER.writeValueAsBytes(root));
    }

    /**
     * What was saved last; empty where nothing ever was.
     *
     * @throws IOException if the file exists and cannot be read or understood; to start without
     *     routes then would cut off users, so somebody has to decide
     */
    public SavedRoutes load() throws IOException {
        if (Files.notExists(path)) {
            return new SavedRoutes(Map.of(), Map.of());
        }
        try {
            return parse(Json.MAPPER.readTree(Files.readAllBytes(path)));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(
                    path
                            + " is unreadable ("
                            + e.getMessage()
                            + "); repair it, or move it away to"
                            + " start without routes",
                    e);
        }
    }

    private static SavedRoutes parse(JsonNode root) {
        if (root.path("format").asInt(0) != FORMAT) {
            throw new IllegalArgumentException(
                    "format is " + root.path("format") + ", must be " + FORMAT);
        }
        Map<RouteKey, RouteSpec> routes = new HashMap<>();
        for (JsonNode node : root.path("routes")) {
            switch (RouteReader.read(node.path("route"))) {
                case Reading.Usable usable -> routes.put(key(node), usable.spec());
                case Reading.Refused refused ->
                        throw new IllegalArgumentException(refused.problems().toString());
            }
        }
        Map<RouteKey, Long> tokens = new HashMap<>();
        for (JsonNode node : root.path("tokens")) {
            tokens.put(key(node), node.path("token").asLong());
        }
        return new SavedRoutes(routes, tokens);
    }

    private static ObjectNode named(ArrayNode list, RouteKey key) {
        return list.addObject().put("service", key.service()).put("environment", key.environment());
    }

    private static RouteKey key(JsonNode node) {
        return new RouteKey(node.path("service").asString(), node.path("environment").asString());
    }
}
