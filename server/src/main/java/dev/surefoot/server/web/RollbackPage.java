package dev.surefoot.server.web;

import dev.surefoot.server.http.Page;
import dev.surefoot.server.http.PageAnswer;
import dev.surefoot.server.http.PageCall;
import dev.surefoot.server.identity.Role;
import dev.surefoot.server.promotion.Observation;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionDesk;
import dev.surefoot.server.promotion.PromotionDesk.Result;
import dev.surefoot.server.promotion.PromotionStore;
import dev.surefoot.server.rollback.RecoveryPlan;
import dev.surefoot.server.time.Ids;
import dev.surefoot.server.web.page.JterollbackGenerated;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code …/rollback}: asks once, then takes back what is under way there, or what completed last.
 * The form names the promotion that was asked about; if another is meant by now, it asks again.
 */
public final class RollbackPage {
    private static final String PATH = PlacePage.PATH + "/rollback";

    private final Pages pages;
    private final PromotionStore promotions;
    private final PromotionDesk desk;
    private final InstantSource clock;

    /**
     * What is asked.
     *
     * @param promotion which would be taken back; empty if there is none
     * @param effect what that means, one sentence
     * @param steps what would be done
     */
    public record Model(
            String service,
            String environment,
            String promotion,
            String effect,
            List<String> steps,
            Return back) {
        /** Where the place is told of. */
        public String place() {
            return PlacePage.path(service, environment);
        }

        /** Where one goes who leaves it. */
        public String cancel() {
            return promotion.isEmpty() ? place() : "/promotions/" + promotion;
        }
    }

    RollbackPage(Pages pages, PromotionStore promotions, PromotionDesk desk, InstantSource clock) {
        this.pages = pages;
        this.promotions = promotions;
        this.desk = desk;
        this.clock = clock;
    }

    List<Page> pages() {
        return List.of(
                new Page(
                        "GET",
                        PATH,
                        Page.Access.SIGNED_IN,
                        Role.RELEASER,
                        call -> ask(call, 200, "")),
                new Page("POST", PATH, Page.Access.SIGNED_IN, Role.RELEASER, this::takeBack));
    }

    private PageAnswer takeBack(PageCall call) throws IOException {
        Model now = model(call);
        if (!call.field("promotion").equals(now.promotion())) {
            return ask(
                    call,
                    409,
                    "Things have changed since you were asked: nothing was done. Look again.");
        }
        Result result =
                desk.takeBack(
                        now.service(),
                        now.environment(),
                        new Observation.Ask(
                                call.signedIn().caller().name(), call.field("reason").strip()));
        return switch (result) {
            case Result.Accepted accepted -> on(accepted.promotion());
            case Result.AlreadyRuns runs -> on(runs.promotion());
            case Result.Missing missing ->
                    ask(
                            call,
                            404,
                            "No "
                                    + missing.what()
                                    + " "
                                    + missing.name()
                                    + ": "
                                    + missing.nextStep());
            case Result.Refused refused ->
                    ask(call, 409, StateWords.sentence(refused.why()) + " Nothing was done.");
        };
    }

    private static PageAnswer on(Promotion promotion) {
        return PageAnswer.Redirect.to("/promotions/" + promotion.id());
    }

    private PageAnswer ask(PageCall call, int status, String problem) {
        Model model = model(call);
        Frame frame = pages.still(call, "Roll back " + model.service());
        return new PageAnswer.Html(
                status,
                Pages.text(out -> JterollbackGenerated.render(out, null, frame, model, problem)));
    }

    private Model model(PageCall call) {
        String service = call.path("service");
        String environment = call.path("environment");
        Optional<Promotion> active =
                promotions
                        .lane(service, environment)
                        .or(() -> promotions.waiting(service, environment));
        Optional<Promotion> running = promotions.running(service, environment);
        Return back = Return.of(running, active, clock.instant());
        Optional<Promotion> meant = back.button().flatMap(it -> active.or(() -> running));
        boolean exposed = meant.filter(it -> it.state().exposed()).isPresent();
        return new Model(
                service,
                environment,
                meant.map(Promotion::id).map(UUID::toString).orElse(""),
                meant.map(it -> effect(it, exposed)).orElse(""),
                exposed
                        ? meant.flatMap(Promotion::recovery)
                                .map(RecoveryPlan::steps)
                                .map(it -> it.stream().map(Text::brief).toList())
                                .orElse(List.of())
                        : List.of(),
                back);
    }

    private static String effect(Promotion promotion, boolean exposed) {
        String candidate = "Candidate " + Ids.brief(promotion.subject().candidate());
        return exposed
                ? candidate + " gets no more requests, and the version before serves everybody."
                : candidate + " goes no further.";
    }
}
