package dev.surefoot.server.api;

import dev.surefoot.server.environment.ApplyResult;
import dev.surefoot.server.environment.DefinitionDesk;
import dev.surefoot.server.http.Answer;
import dev.surefoot.server.http.Call;
import dev.surefoot.server.http.Problem;
import dev.surefoot.server.http.Route;
import dev.surefoot.server.json.YamlFile;
import dev.surefoot.server.json.YamlProblem;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code /policy} and {@code /services}: the two files that people write. */
public final class DefinitionRoutes {
    private final DefinitionDesk desk;
    private final InstantSource clock;

    public DefinitionRoutes(DefinitionDesk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                new Route("PUT", "/api/v1/policy", this::policy),
                new Route("PUT", "/api/v1/services", this::service));
    }

    private Answer policy(Call call) throws IOException {
        Requests.ApplyPolicy body = call.json(Requests.ApplyPolicy.class);
        YamlFile file = new YamlFile(body.file(), body.text());
        return answer(
                body.file(),
                desk.applyPolicy(
                        file,
                        body.files().orElse(Map.of()),
                        call.caller().name(),
                        clock.instant()));
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
        YamlFile file = new YamlFile(body.file(), body.text());
        return answer(
                body.file(),
                desk.applyService(file, configs, call.caller().name(), clock.instant()));
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
