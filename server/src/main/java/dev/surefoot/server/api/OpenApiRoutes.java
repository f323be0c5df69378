package dev.surefoot.server.api;

import dev.surefoot.server.http.Answer;
import dev.surefoot.server.http.Route;
import dev.surefoot.server.identity.Role;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** {@code /openapi.json}: this API, described for programs (OpenAPI 3.1). */
public final class OpenApiRoutes {
    private static final String RESOURCE = "/openapi.yaml";

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                new Route(
                        "GET", "/api/v1/openapi.json", Role.VIEWER, call -> Answer.ok(document())));
    }

    /** The description, as it lies in the jar. */
    public static JsonNode document() {
        try (InputStream in = OpenApiRoutes.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the jar");
            }
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }
}
