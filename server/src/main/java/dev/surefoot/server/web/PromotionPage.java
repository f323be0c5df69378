package dev.surefoot.server.web;

import dev.surefoot.server.http.Page;
import dev.surefoot.server.http.PageAnswer;
import dev.surefoot.server.http.PageCall;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionStore;
import dev.surefoot.server.web.page.JtecomparisonGenerated;
import dev.surefoot.server.web.page.JtecurveTableGenerated;
import dev.surefoot.server.web.page.JtegatesGenerated;
import dev.surefoot.server.web.page.JtepromotionActionsGenerated;
import dev.surefoot.server.web.page.JtepromotionDataGenerated;
import dev.surefoot.server.web.page.JtepromotionGenerated;
import dev.surefoot.server.web.page.JtepromotionNowGenerated;
import dev.surefoot.server.web.page.JtepromotionStateGenerated;
import dev.surefoot.server.web.page.JtestoryGenerated;
import dev.surefoot.server.web.page.JtewayBackGenerated;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code /promotions/{id}}: one candidate on its way, live. The id's end is enough. */
final class PromotionPage {
    private final Pages pages;
    private final PromotionStore store;
    private final PromotionLooks looks;
    private final Live live;
    private final Recent<UUID> recent;
    private final InstantSource clock;

    /** What the page is made with. */
    record Parts(PromotionStore store, PromotionLooks looks, Live live) {}

    PromotionPage(Pages pages, Parts parts, InstantSource clock) {
        this.pages = pages;
        this.store = parts.store();
        this.looks = parts.looks();
        this.live = parts.live();
        this.recent = new Recent<>(clock);
        this.clock = clock;
    }

    List<Page> pages() {
        return List.of(
                new Page("GET", "/promotions/{id}", Page.Access.SIGNED_IN, this::show),
                new Page("GET", "/promotions/{id}/events", Page.Access.SIGNED_IN, this::follow));
    }

    private PageAnswer show(PageCall call) {
        Optional<Promotion> found = find(call);
        if (found.isEmpty()) {
            return pages.missing(call, "promotion", call.path("id"));
        }
        PromotionModel model = looks.of(found.get(), clock.instant());
        PromotionModel.Identity identity = model.identity();
        String title = identity.service() + " in " + identity.environment();
        String events = "/promotions/" + identity.id() + "/events";
        return new PageAnswer.Html(
                200,
                Pages.text(
                        out ->
                                JtepromotionGenerated.render(
                                        out,
                                        null,
                                        pages.live(call, title, events),
                                        model,
                                        !found.get().state().ended())));
    }

    private PageAnswer follow(PageCall call) {
        return find(call)
                .map(Promotion::id)
                .map(id -> live.follow(() -> shown(id)))
                .orElseGet(() -> pages.missing(call, "promotion", call.path("id")));
    }

    private Optional<Promotion> find(PageCall call) {
        List<Promotion> found = store.endingIn(call.path("id"));
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private Live.Shown shown(UUID id) {
        return recent.get(
                id,
                () -> {
                    Promotion promotion = store.find(id).orElseThrow();
                    return shown(looks.of(promotion, clock.instant()), !promotion.state().ended());
                });
    }

    private static Live.Shown shown(PromotionModel model, boolean freezes) {
        Map<String, String> parts = new HashMap<>();
        parts.put("state", Pages.text(out -> JtepromotionStateGenerated.render(out, null, model)));
        parts.put(
                "actions",
                Pages.text(out -> JtepromotionActionsGenerated.render(out, null, model, freezes)));
        parts.put("now", Pages.text(out -> JtepromotionNowGenerated.render(out, null, model)));
        parts.put(
                "data",
                Pages.text(out -> JtepromotionDataGenerated.render(out, null, model.data())));
        parts.put("table", Pages.text(out -> JtecurveTableGenerated.render(out, null, model)));
        parts.put("compare", Pages.text(out -> JtecomparisonGenerated.render(out, null, model)));
        parts.put("gates", Pages.text(out -> JtegatesGenerated.render(out, null, model)));
        parts.put("back", Pages.text(out -> JtewayBackGenerated.render(out, null, model)));
        parts.put("story", Pages.text(out -> JtestoryGenerated.render(out, null, model.story())));
        return new Live.Shown(parts, Optional.of(model.curve().json()));
    }
}
