package dev.surefoot.server.api;

import dev.surefoot.server.http.Answer;
import dev.surefoot.server.http.Call;
import dev.surefoot.server.http.Problem;
import dev.surefoot.server.http.Route;
import dev.surefoot.server.identity.Role;
import dev.surefoot.server.promotion.Observation;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionDesk;
import dev.surefoot.server.promotion.PromotionDesk.Result;
import dev.surefoot.server.promotion.PromotionState;
import dev.surefoot.server.promotion.PromotionStore;
import dev.surefoot.server.promotion.PromotionWorker;
import dev.surefoot.server.time.Ids;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code /promotions}: candidates on their way. */
public final class PromotionRoutes {
    private static final int LISTED = 20;
    private static final int MOST_LISTED = 200;

    private final PromotionDesk desk;
    private final PromotionStore store;
    private final PromotionViews views;

    public PromotionRoutes(PromotionDesk desk, PromotionStore store, PromotionViews views) {
        this.desk = desk;
        this.store = store;
        this.views = views;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/api/v1/promotions", Role.RELEASER, this::promote),
                new Route("GET", "/api/v1/promotions", Role.VIEWER, this::list),
                new Route("POST", "/api/v1/promotions/{id}/answer", Role.OPERATOR, this::answer),
                new Route("GET", "/api/v1/promotions/{id}", Role.VIEWER, this::show),
                new Route(
                        "GET",
                        "/api/v1/services/{service}/environments/{environment}/promotion",
                        Role.VIEWER,
                        this::newest),
                new Route(
                        "POST",
                        "/api/v1/services/{service}/environments/{environment}/rollback",
                        Role.RELEASER,
                        this::rollback));
    }

    private Answer promote(Call call) throws IOException {
        Requests.CreatePromotion body = call.json(Requests.CreatePromotion.class);
        Optional<Answer> refused = call.refusedIn(body.environment(), Role.RELEASER);
        if (refused.isPresent()) {
            return refused.get();
        }
        return answer(
                desk.promote(
                        new PromotionDesk.Wish(
                                body.service(),
                                body.environment(),
                                body.candidate(),
                                body.first(),
                                call.caller().name())));
    }

    private Answer rollback(Call call) throws IOException {
        Requests.Rollback body = call.jsonOr(Requests.Rollback.UNSAID);
        Optional<Answer> refused = call.refusedIn(call.path("environment"), Role.RELEASER);
        if (refused.isPresent()) {
            return refused.get();
        }
        return answer(
                desk.takeBack(
                        call.path("service"),
                        call.path("environment"),
                        new Observation.Ask(
                                call.caller().name(), body.reason().orElse("no reason given"))));
    }

    private Answer show(Call call) {
        return one(call.path("id"), this::shown);
    }

    /** What {@code then} answers for the one promotion whose id ends in {@code id}. */
    private Answer one(String id, Function<Promotion, Answer> then) {
        List<Promotion> found = store.endingIn(id);
        if (found.size() == 1) {
            return then.apply(found.getFirst());
        }
        return Answer.problem(
                found.isEmpty()
                        ? Problem.missing("promotion", id, "'surefoot status' shows what there is")
                        : Problem.of(
                                422,
                                "AMBIGUOUS",
                                "More than one promotion",
                                "several ids end in " + id + ": give more of it"));
    }

    private Answer newest(Call call) {
        String service = call.path("service");
        String environment = call.path("environment");
        Optional<Promotion> newest =
                store.lane(service, environment)
                        .or(() -> store.newest(service, environment, 1).stream().findFirst());
        return newest.map(this::shown)
                .orElseGet(
                        () ->
                                Answer.problem(
                                        Problem.missing(
                                                "promotion",
                                                "of " + service + " in " + environment,
                                                "begin one with 'surefoot promote'")));
    }

    private Answer answer(Call call) throws IOException {
        Requests.Answer body = call.json(Requests.Answer.class);
        return one(call.path("id"), promotion -> answer(call, body, promotion));
    }

    private Answer answer(Call call, Requests.Answer body, Promotion promotion) {
        Promotion.Subject subject = promotion.subject();
        return call.refusedIn(subject.environment(), Role.OPERATOR)
                .or(() -> asks(promotion) ? Optional.empty() : nothingAsked(promotion))
                .orElseGet(
                        () ->
                                switch (body.answer()) {
                                    case "GO_ON" ->
                                            call.outdated(String.valueOf(promotion.version()))
                                                    .orElseGet(() -> goOn(call, promotion));
                                    case "GO_BACK" ->
                                            answer(
                                                    desk.takeBack(
                                                            promotion.id(),
                                                            new Observation.Ask(
                                                                    call.caller().name(),
                                                                    body.reason())));
                                    default ->
                                            Answer.problem(
                                                    Problem.unreadable(
                                                            "answer is '"
                                                                    + body.answer()
                                                                    + "': say GO_ON or GO_BACK"));
                                });
    }

    private static boolean asks(Promotion promotion) {
        return promotion.state() instanceof PromotionState.Frozen frozen
                && frozen.cause() == PromotionState.FreezeCause.ASKED;
    }

    private Answer goOn(Call call, Promotion promotion) {
        return switch (desk.goOn(
                promotion.id(), Optional.of(promotion.version()), call.caller().name())) {
            case PromotionWorker.Answered.Goes(Promotion goes) -> shown(goes);
            case PromotionWorker.Answered.NothingAsked(Promotion now) ->
                    nothingAsked(now).orElseThrow();
            case PromotionWorker.Answered.Changed(Promotion now) ->
                    Answer.problem(
                            Problem.of(
                                    412,
                                    "CHANGED_MEANWHILE",
                                    "It changed meanwhile",
                                    "promotion "
                                            + Ids.brief(now.id())
                                            + " is "
                                            + now.state().label()
                                            + " now: look at it again first"));
            case PromotionWorker.Answered.Missing missing ->
                    Answer.problem(
                            Problem.missing("promotion", call.path("id"), "it was there just now"));
        };
    }

    private static Optional<Answer> nothingAsked(Promotion now) {
        return Optional.of(
                Answer.problem(
                        Problem.of(
                                409,
                                "NOTHING_ASKED",
                                "It asks nothing",
                                "promotion "
                                        + Ids.brief(now.id())
                                        + " is "
                                        + now.state().label()
                                        + ": only one that asked somebody can be answered")));
    }

    private Answer shown(Promotion promotion) {
        return Answer.ok(views.of(promotion)).withEtag(String.valueOf(promotion.version()));
    }

    private Answer list(Call call) {
        String service = call.query("service").orElse("");
        String environment = call.query("environment").orElse("");
        if (service.isEmpty() || environment.isEmpty()) {
            return Answer.problem(
                    Problem.unreadable(
                            "which promotions? Name both: ?service=SERVICE&environment=ENVIRONMENT"));
        }
        Optional<Integer> limit = limit(call.query("limit"));
        if (limit.isEmpty()) {
            return Answer.problem(
                    Problem.unreadable(
                            "limit is "
                                    + call.query("limit").orElse("")
                                    + ": give a number from 1 to "
                                    + MOST_LISTED));
        }
        return Answer.ok(
                new Answers.Promotions(
                        store.newest(service, environment, limit.get()).stream()
                                .map(views::of)
                                .toList()));
    }

    private static Optional<Integer> limit(Optional<String> text) {
        if (text.isEmpty()) {
            return Optional.of(LISTED);
        }
        return text.filter(it -> it.matches("[1-9][0-9]{0,2}"))
                .map(Integer::valueOf)
                .filter(it -> it <= MOST_LISTED);
    }

    private Answer answer(Result result) {
        return switch (result) {
            case Result.Accepted accepted -> Answer.created(views.of(accepted.promotion()));
            case Result.AlreadyRuns runs -> Answer.ok(views.of(runs.promotion()));
            case Result.Missing missing ->
                    Answer.problem(
                            Problem.missing(missing.what(), missing.name(), missing.nextStep()));
            case Result.Refused refused ->
                    Answer.problem(
                            Problem.of(409, refused.code(), "Not as things are", refused.why()));
        };
    }
}
