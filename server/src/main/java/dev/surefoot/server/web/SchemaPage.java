package dev.surefoot.server.web;

import dev.surefoot.server.environment.EnvironmentDefinition;
import dev.surefoot.server.environment.ServiceStore;
import dev.surefoot.server.http.Page;
import dev.surefoot.server.http.PageAnswer;
import dev.surefoot.server.http.PageCall;
import dev.surefoot.server.web.page.JteschemaEarlierGenerated;
import dev.surefoot.server.web.page.JteschemaFilesGenerated;
import dev.surefoot.server.web.page.JteschemaFindingsGenerated;
import dev.surefoot.server.web.page.JteschemaFloorGenerated;
import dev.surefoot.server.web.page.JteschemaGenerated;
import dev.surefoot.server.web.page.JteschemaMatrixGenerated;
import dev.surefoot.server.web.page.JteschemaMeasuredGenerated;
import dev.surefoot.server.web.page.JteschemaNowGenerated;
import dev.surefoot.server.web.page.JteschemaStoryGenerated;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /services/{service}/environments/{environment}/schema}: how one place's database changes,
 * live, and from where on there is no way back.
 */
final class SchemaPage {
    private static final String PATH = PlacePage.PATH + "/schema";

    private final Pages pages;
    private final ServiceStore services;
    private final SchemaLooks looks;
    private final Live live;
    private final Recent<Place> recent;
    private final InstantSource clock;

    /** What the page is made with. */
    record Parts(ServiceStore services, SchemaLooks looks, Live live) {}

    private record Place(String service, String environment) {}

    SchemaPage(Pages pages, Parts parts, InstantSource clock) {
        this.pages = pages;
        this.services = parts.services();
        this.looks = parts.looks();
        this.live = parts.live();
        this.recent = new Recent<>(clock);
        this.clock = clock;
    }

    static String path(String service, String environment) {
        return PlacePage.path(service, environment) + "/schema";
    }

    List<Page> pages() {
        return List.of(
                new Page("GET", PATH, Page.Access.SIGNED_IN, this::show),
                new Page("GET", PATH + "/events", Page.Access.SIGNED_IN, this::follow));
    }

    /** Whether a place has a database, or had one that was changed. */
    boolean known(String service, String environment) {
        return environment(new Place(service, environment)).filter(SchemaPage::named).isPresent()
                || looks.changed(service, environment);
    }

    private PageAnswer show(PageCall call) {
        Place place = place(call);
        if (environment(place).isEmpty()) {
            return missing(call, place);
        }
        SchemaModel model = look(place);
        Frame frame =
                pages.live(
                        call,
                        "Database of " + place.service() + " in " + place.environment(),
                        path(place.service(), place.environment()) + "/events");
        return new PageAnswer.Html(
                200, Pages.text(out -> JteschemaGenerated.render(out, null, frame, model)));
    }

    private PageAnswer follow(PageCall call) {
        Place place = place(call);
        return environment(place).isEmpty()
                ? missing(call, place)
                : live.follow(() -> recent.get(place, () -> shown(look(place))));
    }

    private PageAnswer missing(PageCall call, Place place) {
        return pages.missing(call, "service", place.service() + " in " + place.environment());
    }

    private SchemaModel look(Place place) {
        boolean named = environment(place).filter(SchemaPage::named).isPresent();
        return looks.of(place.service(), place.environment(), named, clock.instant());
    }

    private static Place place(PageCall call) {
        return new Place(call.path("service"), call.path("environment"));
    }

    private Optional<EnvironmentDefinition> environment(Place place) {
        return services.newest(place.service())
                .flatMap(it -> it.definition().environment(place.environment()));
    }

    private static boolean named(EnvironmentDefinition environment) {
        return environment.database().isPresent();
    }

    private static Live.Shown shown(SchemaModel model) {
        Map<String, String> parts = new HashMap<>();
        parts.put("floor", Pages.text(out -> JteschemaFloorGenerated.render(out, null, model)));
        parts.put("now", Pages.text(out -> JteschemaNowGenerated.render(out, null, model)));
        parts.put("files", Pages.text(out -> JteschemaFilesGenerated.render(out, null, model)));
        parts.put("matrix", Pages.text(out -> JteschemaMatrixGenerated.render(out, null, model)));
        parts.put(
                "measured", Pages.text(out -> JteschemaMeasuredGenerated.render(out, null, model)));
        parts.put(
                "findings", Pages.text(out -> JteschemaFindingsGenerated.render(out, null, model)));
        parts.put("story", Pages.text(out -> JteschemaStoryGenerated.render(out, null, model)));
        parts.put("earlier", Pages.text(out -> JteschemaEarlierGenerated.render(out, null, model)));
        return new Live.Shown(parts, Optional.empty());
    }
}
