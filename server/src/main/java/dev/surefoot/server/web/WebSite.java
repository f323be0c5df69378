package dev.surefoot.server.web;

import dev.surefoot.server.calibration.CalibrationDesk;
import dev.surefoot.server.environment.ServiceStore;
import dev.surefoot.server.http.Page;
import dev.surefoot.server.http.PageAnswer;
import dev.surefoot.server.http.PageCall;
import dev.surefoot.server.http.Site;
import dev.surefoot.server.identity.SessionStore;
import dev.surefoot.server.identity.WebSession;
import dev.surefoot.server.promotion.PromotionDesk;
import dev.surefoot.server.promotion.PromotionStore;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All pages of a server. Safe for use by many threads. */
public final class WebSite implements Site {
    private final SessionStore sessions;
    private final InstantSource clock;
    private final Pages pages;
    private final LoginPages login;
    private final List<Page> all;

    /** What pages are made with. */
    public record Parts(
            SessionStore sessions,
            ServiceStore services,
            PromotionStore promotions,
            PromotionDesk desk,
            BoardLooks board,
            PromotionLooks looks,
            SchemaLooks schemas,
            Freezes freezes,
            CalibrationDesk calibrations) {}

    public WebSite(Parts parts, InstantSource clock) {
        this.sessions = parts.sessions();
        this.clock = clock;
        Assets assets = new Assets();
        pages = new Pages(assets.folder());
        login = new LoginPages(pages, sessions, clock);
        all = new ArrayList<>(login.pages());
        all.add(assets.page(this::missing));
        addWhatIsShown(parts);
    }

    private void addWhatIsShown(Parts parts) {
        Live live = new Live(clock);
        SchemaPage schema =
                new SchemaPage(
                        pages,
                        new SchemaPage.Parts(parts.services(), parts.schemas(), live),
                        clock);
        PlacePage place =
                new PlacePage(
                        pages,
                        new PlacePage.Parts(
                                parts.services(),
                                parts.promotions(),
                                parts.freezes(),
                                parts.calibrations(),
                                schema),
                        clock);
        PromotionPage.Parts promotion =
                new PromotionPage.Parts(parts.promotions(), parts.looks(), live);
        all.addAll(new BoardPage(pages, parts.board(), live, clock).pages());
        all.addAll(new PromotionPage(pages, promotion, clock).pages());
        all.addAll(place.pages());
        all.addAll(schema.pages());
        all.addAll(new RollbackPage(pages, parts.promotions(), parts.desk(), clock).pages());
        all.addAll(new FreezePages(pages, parts.freezes(), place::known).pages());
    }

    @Override
    public List<Page> pages() {
        return List.copyOf(all);
    }

    @Override
    public Optional<WebSession> session(String cookie) {
        return sessions.find(cookie, clock.instant());
    }

    @Override
    public PageAnswer signIn(PageCall call) {
        return login.signIn(call);
    }

    @Override
    public PageAnswer forged(PageCall call) {
        return pages.message(
                call,
                403,
                "Nothing was done",
                "The form was not sent by a page of this session. Perhaps you signed in anew"
                        + " meanwhile: open the page again and repeat it there.");
    }

    @Override
    public PageAnswer forbidden(PageCall call, Page page) {
        return pages.message(
                call,
                403,
                "Not with this token",
                "You are signed in as "
                        + call.signedIn().caller().name()
                        + " with "
                        + call.signedIn().caller().words()
                        + "; this needs "
                        + page.least().name().toLowerCase(Locale.ROOT)
                        + " there. An admin can give you a token with that role.");
    }

    @Override
    public PageAnswer missing(PageCall call) {
        return pages.message(
                call, 404, "No such page", "There is nothing at " + call.target() + ".");
    }

    @Override
    public PageAnswer failed(PageCall call, Optional<String> why) {
        return why.map(
                        it ->
                                pages.message(
                                        call, 400, "That can't be read", StateWords.sentence(it)))
                .orElseGet(
                        () ->
                                pages.message(
                                        call,
                                        500,
                                        "Surefoot itself could not",
                                        "The server's log has the cause. Services and traffic go"
                                                + " on as they are."));
    }
}
