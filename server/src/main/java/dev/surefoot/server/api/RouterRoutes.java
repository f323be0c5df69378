package dev.surefoot.server.api;

import dev.surefoot.server.environment.EnvironmentDefinition;
import dev.surefoot.server.environment.ServiceDefinition;
import dev.surefoot.server.environment.ServiceStore;
import dev.surefoot.server.http.Answer;
import dev.surefoot.server.http.Call;
import dev.surefoot.server.http.Problem;
import dev.surefoot.server.http.Route;
import dev.surefoot.server.identity.Role;
import dev.surefoot.server.promotion.Sites;
import dev.surefoot.server.traffic.Plane;
import dev.surefoot.server.traffic.haproxy.Finding;
import dev.surefoot.server.traffic.haproxy.Layout;
import dev.surefoot.server.traffic.haproxy.RouterCheck;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * {@code /router}: what an HAProxy needs, and what of it is missing, by the newest definition.
 * Answered here because socket and map files are on this host.
 */
public final class RouterRoutes {
    private static final String PLACE = "/api/v1/services/{service}/environments/{environment}";

    private final ServiceStore services;

    public RouterRoutes(ServiceStore services) {
        this.services = services;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", PLACE + "/router", Role.VIEWER, call -> found(call, this::print)),
                new Route(
                        "GET",
                        PLACE + "/router/check",
                        Role.OPERATOR,
                        call ->
                                call.refusedIn(call.path("environment"), Role.OPERATOR)
                                        .orElseGet(() -> found(call, this::check))));
    }

    private Answer found(
            Call call, BiFunction<ServiceDefinition, EnvironmentDefinition, Answer> then) {
        String name = call.path("service");
        Optional<ServiceDefinition> service =
                services.newest(name).map(version -> version.definition());
        if (service.isEmpty()) {
            return Answer.problem(
                    Problem.missing("service", name, "'surefoot apply' brings its definition"));
        }
        String wanted = call.path("environment");
        return service.get()
                .environment(wanted)
                .map(environment -> then.apply(service.get(), environment))
                .orElseGet(
                        () ->
                                Answer.problem(
                                        Problem.missing(
                                                "environment",
                                                wanted,
                                                name
                                                        + " goes to "
                                                        + service.get().environments().stream()
                                                                .map(EnvironmentDefinition::name)
                                                                .toList())));
    }

    private Answer print(ServiceDefinition service, EnvironmentDefinition environment) {
        dev.surefoot.server.traffic.Route route = Sites.route(service, environment);
        if (!(route.plane() instanceof Plane.Haproxy plane)) {
            return other(environment);
        }
        Layout layout = new Layout(route, readiness(service));
        return Answer.ok(
                new RouterView.Configuration(
                        route.service(),
                        route.environment(),
                        layout.shared(Layout.PEERS_PORT),
                        layout.own(),
                        List.of(
                                new RouterView.MapFile(plane.maps() + "/share.map", ""),
                                new RouterView.MapFile(plane.maps() + "/slot.map", ""))));
    }

    private Answer check(ServiceDefinition service, EnvironmentDefinition environment) {
        dev.surefoot.server.traffic.Route route = Sites.route(service, environment);
        if (!(route.plane() instanceof Plane.Haproxy)) {
            return other(environment);
        }
        List<Finding> findings = RouterCheck.of(route, readiness(service));
        return Answer.ok(
                new RouterView.Check(
                        route.service(),
                        route.environment(),
                        findings.stream().allMatch(RouterRoutes::fine),
                        findings.stream()
                                .noneMatch(each -> each.verdict() == Finding.Verdict.UNREACHABLE),
                        findings.stream()
                                .map(
                                        each ->
                                                new RouterView.CheckedView(
                                                        each.verdict().name(),
                                                        each.what(),
                                                        each.detail(),
                                                        each.fix()))
                                .toList()));
    }

    private static boolean fine(Finding finding) {
        return switch (finding.verdict()) {
            case OK, UNSEEN -> true;
            case MISSING, UNREACHABLE -> false;
        };
    }

    private static Optional<String> readiness(ServiceDefinition service) {
        return Optional.of(service.runtime().readiness().path());
    }

    private static Answer other(EnvironmentDefinition environment) {
        return Answer.problem(
                Problem.of(
                        409,
                        "NOT_HAPROXY",
                        "No configuration is needed",
                        environment.name()
                                + " has traffic.kind embedded, a proxy that the server starts and"
                                + " configures itself; write kind: haproxy to use your own"));
    }
}
