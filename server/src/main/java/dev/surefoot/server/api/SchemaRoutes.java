package dev.surefoot.server.api;

import dev.surefoot.server.environment.ServiceDefinition;
import dev.surefoot.server.environment.ServiceStore;
import dev.surefoot.server.http.Answer;
import dev.surefoot.server.http.Call;
import dev.surefoot.server.http.Problem;
import dev.surefoot.server.http.Route;
import dev.surefoot.server.identity.Role;
import dev.surefoot.server.json.Json;
import dev.surefoot.server.schema.SchemaChange;
import dev.surefoot.server.schema.SchemaStore;

import java.util.List;
import java.util.Optional;

/** {@code /schema}: how the database of a service in an environment stands, and what was proven. */
public final class SchemaRoutes {
    private static final String PLACE = "/api/v1/services/{service}/environments/{environment}";

    private final ServiceStore services;
    private final SchemaStore store;
    private final SchemaViews views;

    public SchemaRoutes(ServiceStore services, SchemaStore store, SchemaViews views) {
        this.services = services;
        this.store = store;
        this.views = views;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", PLACE + "/schema", Role.VIEWER, this::show),
                new Route("GET", PLACE + "/schema/report", Role.VIEWER, this::report));
    }

    private Answer show(Call call) {
        return missing(call)
                .orElseGet(
                        () -> Answer.ok(views.of(call.path("service"), call.path("environment"))));
    }

    /** The whole report of the newest trial. */
    private Answer report(Call call) {
        Optional<Answer> missing = missing(call);
        if (missing.isPresent()) {
            return missing.get();
        }
        String service = call.path("service");
        String environment = call.path("environment");
        Optional<String> report =
                store.of(service, environment, 20).stream()
                        .map(SchemaChange::id)
                        .flatMap(id -> store.report(id).stream())
                        .findFirst();
        return report.map(json -> Answer.ok(Json.MAPPER.readTree(json)))
                .orElseGet(
                        () ->
                                Answer.problem(
                                        Problem.missing(
                                                "report",
                                                "of " + service + " in " + environment,
                                                "no candidate with migrations was at its gates yet;"
                                                        + " 'surefoot candidate create --migrations"
                                                        + " DIR' makes one")));
    }

    private Optional<Answer> missing(Call call) {
        String service = call.path("service");
        Optional<ServiceDefinition> definition =
                services.newest(service).map(version -> version.definition());
        if (definition.isEmpty()) {
            return Optional.of(
                    Answer.problem(
                            Problem.missing(
                                    "service", service, "'surefoot apply' brings its definition")));
        }
        return definition.get().environment(call.path("environment")).isPresent()
                ? Optional.empty()
                : Optional.of(
                        Answer.problem(
                                Problem.missing(
                                        "environment",
                                        call.path("environment"),
                                        "'surefoot status " + service + "' lists them")));
    }
}
