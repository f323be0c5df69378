package dev.surefoot.server.web;

import dev.surefoot.server.http.Page;
import dev.surefoot.server.http.PageAnswer;
import dev.surefoot.server.http.PageCall;
import dev.surefoot.server.web.page.JteboardGenerated;
import dev.surefoot.server.web.page.JteboardRowsGenerated;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /}: what runs where, since when, and can it go back? */
final class BoardPage {
    private static final String EVENTS = "/events";

    private final Pages pages;
    private final BoardLooks looks;
    private final Live live;
    private final Recent<String> recent;
    private final InstantSource clock;

    BoardPage(Pages pages, BoardLooks looks, Live live, InstantSource clock) {
        this.pages = pages;
        this.looks = looks;
        this.live = live;
        this.recent = new Recent<>(clock);
        this.clock = clock;
    }

    List<Page> pages() {
        return List.of(
                new Page("GET", "/", Page.Access.SIGNED_IN, this::show),
                new Page("GET", EVENTS, Page.Access.SIGNED_IN, call -> live.follow(this::shown)));
    }

    private PageAnswer show(PageCall call) {
        BoardModel model = looks.of(clock.instant());
        return new PageAnswer.Html(
                200,
                Pages.text(
                        out ->
                                JteboardGenerated.render(
                                        out, null, pages.live(call, "Board", EVENTS), model)));
    }

    private Live.Shown shown() {
        return recent.get(
                "board",
                () -> {
                    BoardModel model = looks.of(clock.instant());
                    return new Live.Shown(
                            Map.of(
                                    "board",
                                    Pages.text(
                                            out -> JteboardRowsGenerated.render(out, null, model))),
                            Optional.empty());
                });
    }
}
