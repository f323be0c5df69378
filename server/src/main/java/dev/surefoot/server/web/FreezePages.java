package dev.surefoot.server.web;

import dev.surefoot.server.http.Page;
import dev.surefoot.server.http.PageAnswer;
import dev.surefoot.server.http.PageCall;
import dev.surefoot.server.identity.Role;
import dev.surefoot.server.web.page.JtefreezeGenerated;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** {@code …/freeze}: asks once, then freezes one service in one environment. */
public final class FreezePages {
    /** How long a freeze may last, by hours; seven days at most. */
    public static final SortedMap<Integer, String> CHOICES =
            new TreeMap<>(
                    Map.of(
                            1, "1 hour",
                            4, "4 hours",
                            12, "12 hours",
                            24, "1 day",
                            72, "3 days",
                            168, "7 days"));

    private static final int USUAL_HOURS = 4;
    private static final String PATH = PlacePage.PATH + "/freeze";

    private final Pages pages;
    private final Freezes freezes;
    private final BiPredicate<String, String> known;

    /** What the form shows. */
    public record Model(String service, String environment, String reason, int hours) {
        /** Where the place is told of. */
        public String place() {
            return PlacePage.path(service, environment);
        }
    }

    FreezePages(Pages pages, Freezes freezes, BiPredicate<String, String> known) {
        this.pages = pages;
        this.freezes = freezes;
        this.known = known;
    }

    List<Page> pages() {
        return List.of(
                new Page("GET", PATH, Page.Access.SIGNED_IN, Role.OPERATOR, this::ask),
                new Page("POST", PATH, Page.Access.SIGNED_IN, Role.OPERATOR, this::start),
                new Page("POST", PATH + "/end", Page.Access.SIGNED_IN, Role.OPERATOR, this::end));
    }

    private PageAnswer ask(PageCall call) {
        String service = call.path("service");
        String environment = call.path("environment");
        return known.test(service, environment)
                ? form(call, new Model(service, environment, "", USUAL_HOURS), 200, "")
                : pages.missing(call, "service", service + " in " + environment);
    }

    private PageAnswer start(PageCall call) throws IOException {
        String service = call.path("service");
        String environment = call.path("environment");
        if (!known.test(service, environment)) {
            return pages.missing(call, "service", service + " in " + environment);
        }
        String reason = call.field("reason").strip();
        String field = call.field("hours");
        int hours = field.matches("[0-9]{1,3}") ? Integer.parseInt(field) : 0;
        Model model = new Model(service, environment, reason, hours);
        if (reason.isEmpty()) {
            return form(call, model, 422, "A freeze needs a reason: others will ask.");
        }
        if (!CHOICES.containsKey(hours)) {
            return form(call, model, 422, "Choose how long it lasts; a freeze always ends.");
        }
        Freezes.Result result =
                freezes.start(
                        new Freezes.Wish(
                                service,
                                environment,
                                reason,
                                Duration.ofHours(hours),
                                call.signedIn().caller().name()));
        return switch (result) {
            case Freezes.Result.Done done -> PageAnswer.Redirect.to(model.place());
            case Freezes.Result.Refused refused -> form(call, model, 409, refused.why());
        };
    }

    private PageAnswer end(PageCall call) throws IOException {
        Freezes.Result result = freezes.end(call.field("freeze"), call.signedIn().caller());
        return switch (result) {
            case Freezes.Result.Done done ->
                    PageAnswer.Redirect.to(
                            PlacePage.path(call.path("service"), call.path("environment")));
            case Freezes.Result.Refused refused ->
                    pages.message(call, 409, "The freeze did not end", refused.why());
        };
    }

    private PageAnswer form(PageCall call, Model model, int status, String problem) {
        return new PageAnswer.Html(
                status,
                Pages.text(
                        out ->
                                JtefreezeGenerated.render(
                                        out, null, pages.still(call, "Freeze"), model, problem)));
    }
}
