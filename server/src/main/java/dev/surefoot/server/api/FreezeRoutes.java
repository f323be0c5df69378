package dev.surefoot.server.api;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.freeze.Freeze;
import dev.surefoot.server.freeze.FreezeDesk;
import dev.surefoot.server.freeze.FreezeScope;
import dev.surefoot.server.http.Answer;
import dev.surefoot.server.http.Call;
import dev.surefoot.server.http.Problem;
import dev.surefoot.server.http.Route;
import dev.surefoot.server.identity.Role;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code /freezes}: what may neither start nor grow. */
public final class FreezeRoutes {
    private final FreezeDesk desk;

    public FreezeRoutes(FreezeDesk desk) {
        this.desk = desk;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/freezes", Role.VIEWER, this::list),
                new Route("POST", "/api/v1/freezes", Role.OPERATOR, this::start),
                new Route("POST", "/api/v1/freezes/{id}/end", Role.OPERATOR, this::end));
    }

    private Answer list(Call call) {
        return Answer.ok(new FreezeView.All(desk.holding().stream().map(FreezeView::of).toList()));
    }

    private Answer start(Call call) throws IOException {
        Requests.StartFreeze body = call.json(Requests.StartFreeze.class);
        Optional<Digest> digest = body.digest().flatMap(Digest::parse);
        if (digest.isEmpty() && body.digest().isPresent()) {
            return Answer.problem(Problem.unreadable("'" + body.digest().get() + "' is no digest"));
        }
        if (digest.isPresent() && (body.service().isPresent() || body.environment().isPresent())) {
            return Answer.problem(
                    Problem.unreadable(
                            "a digest is frozen everywhere: leave out service and environment"));
        }
        FreezeScope scope = new FreezeScope(body.service(), body.environment(), digest);
        return refused(call, scope)
                .orElseGet(
                        () ->
                                answer(
                                        desk.start(
                                                scope,
                                                body.reason(),
                                                body.until(),
                                                call.caller().name()),
                                        ""));
    }

    private Answer end(Call call) {
        String id = call.path("id");
        if (!(desk.find(id) instanceof FreezeDesk.Result.Done(Freeze freeze))) {
            return answer(desk.find(id), id);
        }
        return refused(call, freeze.scope())
                .orElseGet(() -> answer(desk.end(freeze, call.caller().name()), id));
    }

    /** Who freezes more than one environment answers for all of them. */
    private static Optional<Answer> refused(Call call, FreezeScope scope) {
        return scope.environment().isPresent()
                ? call.refusedIn(scope.environment().get(), Role.OPERATOR)
                : call.refusedEverywhere(Role.OPERATOR);
    }

    private static Answer answer(FreezeDesk.Result result, String id) {
        return switch (result) {
            case FreezeDesk.Result.Done(Freeze freeze) -> Answer.ok(FreezeView.of(freeze));
            case FreezeDesk.Result.Refused(String why) ->
                    Answer.problem(
                            Problem.of(422, "NOT_VALID", "The freeze can't be as it is", why));
            case FreezeDesk.Result.NoSuch(String what, String name, String next) ->
                    Answer.problem(Problem.missing(what, name, next));
            case FreezeDesk.Result.Unknown(int found) ->
                    Answer.problem(
                            found == 0
                                    ? Problem.missing(
                                            "freeze", id, "'surefoot freeze list' shows them")
                                    : Problem.of(
                                            422,
                                            "AMBIGUOUS",
                                            "More than one freeze",
                                            "several ids end in " + id + ": give more of it"));
        };
    }
}
