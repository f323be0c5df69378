package dev.surefoot.server.api;

import dev.surefoot.server.environment.ApplyResult;
import dev.surefoot.server.environment.DefinitionDesk;
import dev.surefoot.server.environment.PolicyStore;
import dev.surefoot.server.environment.ServiceStore;
import dev.surefoot.server.http.Answer;
import dev.surefoot.server.http.Call;
import dev.surefoot.server.http.Problem;
import dev.surefoot.server.http.Route;
import dev.surefoot.server.identity.Role;
import dev.surefoot.server.json.YamlFile;
import dev.surefoot.server.json.YamlProblem;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** {@code /policy} and {@code /services}: the two files that people write. */
public final class DefinitionRoutes {
    private final DefinitionDesk desk;
    private final PolicyStore policies;
    private final ServiceStore services;
    private final InstantSource clock;

    /** Between {@code If-Match} and the change nobody else changes anything. */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    public DefinitionRoutes(
            DefinitionDesk desk, PolicyStore policies, ServiceStore services, InstantSource clock) {
        this.desk = desk;
        this.policies = policies;
        this.services = services;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/policy", Role.VIEWER, this::showPolicy),
                new Route("GET", "/api/v1/services/{service}", Role.VIEWER, this::showService),
                new Route("PUT", "/api/v1/policy", Role.ADMIN, this::policy),
                new Route("PUT", "/api/v1/services", Role.RELEASER, this::service));
    }

    private Answer policy(Call call) throws IOException {
        Requests.ApplyPolicy body = call.json(Requests.ApplyPolicy.class);
        Optional<Answer> refused = call.refusedEverywhere(Role.ADMIN);
        if (refused.isPresent()) {
            return refused.get();
        }
        YamlFile file = new YamlFile(body.file(), body.text());
        return inTurn(
                () ->
                        call.outdated(policyEtag())
                                .orElseGet(
                                        () ->
                                                answer(
                                                        body.file(),
                                                        desk.applyPolicy(
                                                                file,
                                                                body.files().orElse(Map.of()),
                                                                call.caller().name(),
                                                                clock.instant()))));
    }

    private Answer service(Call call) throws IOException {
        Requests.ApplyService body = call.json(Requests.ApplyService.class);
        Map<String, byte[]> configs = new HashMap<>();
        for (Map.Entry<String, String> config : body.configs().entrySet()) {
            try {
                configs.put(config.getKey(), Base64.getDecoder().decode(config.getValue()));
            } catch (IllegalArgumentException e) {
                return Answer.problem(
                        Problem.unreadable("content of " + config.getKey() + " is not Base64"));
            }
        }
        Optional<Answer> refused = call.refusedEverywhere(Role.RELEASER);
        if (refused.isPresent()) {
            return refused.get();
        }
        YamlFile file = new YamlFile(body.file(), body.text());
        return inTurn(
                () ->
                        desk.serviceIn(file, configs.keySet())
                                .flatMap(name -> call.outdated(serviceEtag(name)))
                                .orElseGet(
                                        () ->
                                                answer(
                                                        body.file(),
                                                        desk.applyService(
                                                                file,
                                                                configs,
                                                                call.caller().name(),
                                                                clock.instant()))));
    }

    private Answer showPolicy(Call call) {
        return policies.newest()
                .map(
                        it ->
                                new Answers.Definition(
                                        "Policy",
                                        "policy",
                                        it.version(),
                                        it.digest().toString(),
                                        policies.text(it.version()),
                                        it.appliedAt(),
                                        it.appliedBy()))
                .map(it -> Answer.ok(it).withEtag(String.valueOf(it.version())))
                .orElseGet(
                        () ->
                                Answer.problem(
                                        Problem.missing(
                                                "policy",
                                                "yet",
                                                "apply one: surefoot apply policy.yaml")));
    }

    private Answer showService(Call call) {
        String name = call.path("service");
        return services.newest(name)
                .map(
                        it ->
                                new Answers.Definition(
                                        "Service",
                                        name,
                                        it.version(),
                                        it.digest().toString(),
                                        services.text(name, it.version()),
                                        it.appliedAt(),
                                        it.appliedBy()))
                .map(it -> Answer.ok(it).withEtag(String.valueOf(it.version())))
                .orElseGet(
                        () ->
                                Answer.problem(
                                        Problem.missing(
                                                "service",
                                                name,
                                                "'surefoot status' lists them; 'surefoot apply"
                                                        + " surefoot.yaml' brings one")));
    }

    private String policyEtag() {
        return policies.newest().map(it -> String.valueOf(it.version())).orElse("0");
    }

    private String serviceEtag(String name) {
        return services.newest(name).map(it -> String.valueOf(it.version())).orElse("0");
    }

    private Answer inTurn(Supplier<Answer> work) {
        oneAtATime.lock();
        try {
            return work.get();
        } finally {
            oneAtATime.unlock();
        }
    }

    private static Answer answer(String file, ApplyResult result) {
        return switch (result) {
            case ApplyResult.Applied done ->
                    Answer.ok(
                            new Answers.Applied(
                                    done.kind(), done.name(), done.version(), done.changed()));
            case ApplyResult.Unreadable not ->
                    Answer.problem(
                            new Problem(
                                    422,
                                    "NOT_VALID",
                                    "The file is not in order",
                                    file
                                            + " has "
                                            + not.problems().size()
                                            + (not.problems().size() == 1
                                                    ? " problem"
                                                    : " problems")
                                            + "; nothing was stored",
                                    not.problems().stream().map(YamlProblem::toString).toList()));
            case ApplyResult.Refused refused ->
                    Answer.problem(
                            Problem.of(
                                    409, refused.code(), "Not as things are", refused.message()));
        };
    }
}
