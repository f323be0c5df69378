package dev.surefoot.server.api;

import dev.surefoot.judge.Wilson;
import dev.surefoot.judge.aa.Calibration;
import dev.surefoot.server.api.CalibrationView.PlaceView;
import dev.surefoot.server.calibration.CalibrationDesk;
import dev.surefoot.server.calibration.CalibrationReport;
import dev.surefoot.server.environment.EnvironmentDefinition;
import dev.surefoot.server.environment.ServiceDefinition;
import dev.surefoot.server.environment.ServiceStore;
import dev.surefoot.server.environment.ServiceVersion;
import dev.surefoot.server.http.Answer;
import dev.surefoot.server.http.Call;
import dev.surefoot.server.http.Problem;
import dev.surefoot.server.http.Route;
import dev.surefoot.server.identity.Role;
import dev.surefoot.server.traffic.RouteKey;

import java.util.List;
import java.util.Optional;

/** {@code /calibration}: how often does the judge raise a false alarm here, really? */
public final class CalibrationRoutes {
    private final ServiceStore services;
    private final CalibrationDesk desk;

    public CalibrationRoutes(ServiceStore services, CalibrationDesk desk) {
        this.services = services;
        this.desk = desk;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/calibration", Role.VIEWER, call -> everywhere()),
                new Route(
                        "GET",
                        "/api/v1/services/{service}/environments/{environment}/calibration",
                        Role.VIEWER,
                        this::one));
    }

    private Answer everywhere() {
        return Answer.ok(
                new CalibrationView(
                        services.newest().stream()
                                .map(ServiceVersion::definition)
                                .flatMap(
                                        service ->
                                                service.environments().stream()
                                                        .map(it -> view(service, it)))
                                .toList()));
    }

    private Answer one(Call call) {
        String name = call.path("service");
        String wanted = call.path("environment");
        Optional<ServiceDefinition> service = services.newest(name).map(ServiceVersion::definition);
        if (service.isEmpty()) {
            return Answer.problem(Problem.missing("service", name, "'surefoot status' lists them"));
        }
        return service.get()
                .environment(wanted)
                .map(environment -> Answer.ok(view(service.get(), environment)))
                .orElseGet(
                        () ->
                                Answer.problem(
                                        Problem.missing(
                                                "environment",
                                                wanted,
                                                "'surefoot status " + name + "' lists them")));
    }

    private PlaceView view(ServiceDefinition service, EnvironmentDefinition environment) {
        CalibrationReport report = desk.of(new RouteKey(service.service(), environment.name()));
        Optional<Calibration> seen = report.calibration();
        Optional<Wilson> interval = seen.flatMap(Calibration::interval);
        return new PlaceView(
                service.service(),
                environment.name(),
                seen.map(Calibration::alpha),
                seen.map(Calibration::runs).orElse(0L),
                seen.map(Calibration::falseAlarms).orElse(0L),
                interval.map(Wilson::low),
                interval.map(Wilson::high),
                seen.map(Calibration::label).orElse(Calibration.Label.TOO_FEW).name(),
                seen.map(it -> report.divisor()),
                report.since(),
                report.reason());
    }
}
