package dev.surefoot.proxy.store;

import dev.surefoot.proxy.route.RouteKey;
import dev.surefoot.proxy.route.RouteSpec;

import java.util.Map;

/** What is kept over a restart: the routes, and the newest token of each, deleted ones included. */
public record SavedRoutes(Map<RouteKey, RouteSpec> routes, Map<RouteKey, Long> tokens) {
    public SavedRoutes {
        routes = Map.copyOf(routes);
        tokens = Map.copyOf(tokens);
    }
}
