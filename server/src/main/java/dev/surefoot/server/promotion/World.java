package dev.surefoot.server.promotion;

import dev.surefoot.server.artifact.ArtifactFiles;
import dev.surefoot.server.freeze.Freezes;
import dev.surefoot.server.runtime.Runtime;
import dev.surefoot.server.schema.Schemas;
import dev.surefoot.server.traffic.Route;
import dev.surefoot.server.traffic.Router;

import java.util.function.Function;

/**
 * Everything outside its own tables that a promotion acts on or waits for.
 *
 * @param sites where a promotion's subject runs, by its pinned definition
 * @param routers the data plane of a route
 * @param freezes what may neither start nor grow
 * @param schemas what a version needs of its database
 * @param ownership the token of the server that acts
 */
public record World(
        Function<Promotion.Subject, Site> sites,
        Function<Route, Router> routers,
        Runtime runtime,
        ArtifactFiles artifacts,
        Freezes freezes,
        Schemas schemas,
        long ownership) {}
