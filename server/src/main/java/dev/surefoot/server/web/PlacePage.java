package dev.surefoot.server.web;

import dev.surefoot.server.calibration.CalibrationDesk;
import dev.surefoot.server.environment.ServiceStore;
import dev.surefoot.server.http.Page;
import dev.surefoot.server.http.PageAnswer;
import dev.surefoot.server.http.PageCall;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionStore;
import dev.surefoot.server.time.Ids;
import dev.surefoot.server.traffic.RouteKey;
import dev.surefoot.server.web.page.JteplaceGenerated;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code /services/{service}/environments/{environment}}: one place's promotions. */
public final class PlacePage {
    static final String PATH = "/services/{service}/environments/{environment}";
    private static final int MOST = 50;

    private final Pages pages;
    private final ServiceStore services;
    private final PromotionStore promotions;
    private final Freezes freezes;
    private final CalibrationDesk calibrations;
    private final SchemaPage schemas;
    private final InstantSource clock;

    /**
     * What the page shows.
     *
     * @param calibration how often the judge raises a false alarm there, in words
     * @param schema the page of its database; absent where it has none
     */
    public record Model(
            String service,
            String environment,
            Return back,
            List<Line> promotions,
            List<Freezes.Held> freezes,
            String calibration,
            Optional<String> schema) {
        /** Where the page is. */
        public String path() {
            return PlacePage.path(service, environment);
        }
    }

    /** One promotion. */
    public record Line(
            String id,
            String brief,
            String candidate,
            Instant requestedAt,
            String by,
            StateWords state) {}

    /** What the page is made with. */
    record Parts(
            ServiceStore services,
            PromotionStore promotions,
            Freezes freezes,
            CalibrationDesk calibrations,
            SchemaPage schemas) {}

    PlacePage(Pages pages, Parts parts, InstantSource clock) {
        this.pages = pages;
        this.services = parts.services();
        this.promotions = parts.promotions();
        this.freezes = parts.freezes();
        this.calibrations = parts.calibrations();
        this.schemas = parts.schemas();
        this.clock = clock;
    }

    static String path(String service, String environment) {
        return "/services/" + service + "/environments/" + environment;
    }

    List<Page> pages() {
        return List.of(new Page("GET", PATH, Page.Access.SIGNED_IN, this::show));
    }

    /** Whether the service goes there. */
    boolean known(String service, String environment) {
        return services.newest(service)
                .flatMap(it -> it.definition().environment(environment))
                .isPresent();
    }

    private PageAnswer show(PageCall call) {
        String service = call.path("service");
        String environment = call.path("environment");
        if (!known(service, environment)) {
            return pages.missing(call, "service", service + " in " + environment);
        }
        Instant now = clock.instant();
        Model model =
                new Model(
                        service,
                        environment,
                        Return.of(
                                promotions.running(service, environment),
                                promotions
                                        .lane(service, environment)
                                        .or(() -> promotions.waiting(service, environment)),
                                now),
                        promotions.newest(service, environment, MOST).stream()
                                .map(PlacePage::line)
                                .toList(),
                        freezes.holding(service, environment, now),
                        calibrations.of(new RouteKey(service, environment)).words(),
                        schemas.known(service, environment)
                                ? Optional.of(SchemaPage.path(service, environment))
                                : Optional.empty());
        Frame frame = pages.still(call, service + " in " + environment);
        return new PageAnswer.Html(
                200, Pages.text(out -> JteplaceGenerated.render(out, null, frame, model)));
    }

    private static Line line(Promotion promotion) {
        return new Line(
                promotion.id().toString(),
                Ids.brief(promotion.id()),
                Ids.brief(promotion.subject().candidate()),
                promotion.subject().requestedAt(),
                promotion.subject().requestedBy(),
                StateWords.of(promotion.state()));
    }
}
