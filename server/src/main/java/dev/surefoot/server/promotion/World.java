package dev.surefoot.server.promotion;

import dev.surefoot.server.artifact.ArtifactFiles;
import dev.surefoot.server.runtime.Runtime;
import dev.surefoot.server.traffic.Route;
import dev.surefoot.server.traffic.Router;

import java.util.function.Function;

/**
 * Everything outside the database that a promotion acts on.
 *
 * @param sites where a promotion's subject runs, by its pinned definition
 * @param routers the data plane of a route
 */
public record World(
        Function<Promotion.Subject, Site> sites,
        Function<Route, Router> routers,
        Runtime runtime,
        ArtifactFiles artifacts) {}
