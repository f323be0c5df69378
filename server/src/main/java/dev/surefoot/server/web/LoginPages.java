package dev.surefoot.server.web;

import dev.surefoot.server.http.Page;
import dev.surefoot.server.http.PageAnswer;
import dev.surefoot.server.http.PageCall;
import dev.surefoot.server.identity.SessionStore;
import dev.surefoot.server.web.page.JtebounceGenerated;
import dev.surefoot.server.web.page.JteloginGenerated;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /login}, {@code /logout}: a token opens a session. */
final class LoginPages {
    private static final Logger LOG = LoggerFactory.getLogger(LoginPages.class);

    /** A path of ours: nothing that a browser could take for another host. */
    private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[\\x21-\\x5B\\x5D-\\x7E]*");

    private final Pages pages;
    private final SessionStore sessions;
    private final InstantSource clock;

    LoginPages(Pages pages, SessionStore sessions, InstantSource clock) {
        this.pages = pages;
        this.sessions = sessions;
        this.clock = clock;
    }

    List<Page> pages() {
        return List.of(
                new Page("GET", "/login", Page.Access.ANYBODY, this::form),
                new Page("POST", "/login", Page.Access.ANYBODY, this::open),
                new Page("POST", "/logout", Page.Access.SIGNED_IN, this::end));
    }

    /**
     * To whoever is not signed in. A browser keeps our cookie to itself when another site's link
     * led here; a page of ours that leads on to the same place gets it.
     */
    PageAnswer signIn(PageCall call) {
        if (call.fromElsewhere()) {
            return new PageAnswer.Html(
                    200, Pages.text(out -> JtebounceGenerated.render(out, null, call.target())));
        }
        String target = call.target();
        return PageAnswer.Redirect.to(
                target.equals("/")
                        ? "/login"
                        : "/login?next=" + URLEncoder.encode(target, StandardCharsets.UTF_8));
    }

    private PageAnswer form(PageCall call) {
        String next = ours(call.query("next").orElse("/"));
        return call.session().isPresent()
                ? PageAnswer.Redirect.to(next)
                : form(call, 200, next, "");
    }

    private PageAnswer open(PageCall call) throws IOException {
        String next = ours(call.field("next"));
        Optional<String> opened = sessions.open(call.field("token").strip(), clock.instant());
        if (opened.isEmpty()) {
            LOG.warn("a sign-in to the pages was refused: unknown token");
            return form(
                    call, 403, next, "No such token, or it was revoked. Nothing else is wrong.");
        }
        return new PageAnswer.Redirect(
                next, Optional.of(new PageAnswer.Cookie(opened.get(), SessionStore.LASTS)));
    }

    private PageAnswer end(PageCall call) {
        call.cookie().ifPresent(sessions::end);
        return new PageAnswer.Redirect(
                "/login", Optional.of(new PageAnswer.Cookie("", Duration.ZERO)));
    }

    private PageAnswer form(PageCall call, int status, String next, String problem) {
        return new PageAnswer.Html(
                status,
                Pages.text(
                        out ->
                                JteloginGenerated.render(
                                        out, null, pages.still(call, "Sign in"), next, problem)));
    }

    private static String ours(String path) {
        return OURS.matcher(path).matches() ? path : "/";
    }
}
