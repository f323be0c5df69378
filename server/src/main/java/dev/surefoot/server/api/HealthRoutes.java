package dev.surefoot.server.api;

import dev.surefoot.server.http.Answer;
import dev.surefoot.server.http.Route;
import dev.surefoot.server.identity.Role;

import java.util.List;

/** {@code /health}: the server is up. */
public final class HealthRoutes {
    /** The version of this build. */
    public static final String VERSION = "0.1.0";

    private final String database;

    public HealthRoutes(String database) {
        this.database = database;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        "/api/v1/health",
                        Role.VIEWER,
                        call -> Answer.ok(new Answers.Health(VERSION, database))));
    }
}
