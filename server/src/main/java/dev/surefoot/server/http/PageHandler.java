package dev.surefoot.server.http;

import dev.surefoot.server.identity.Caller;
import dev.surefoot.server.identity.Role;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Serves pages. Every answer forbids what we never do: foreign resources, inline scripts and
 * styles, frames. Every POST must come from a page of ours.
 */
final class PageHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PageHandler.class);
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                    + " object-src 'none'";
    private static final HeaderName SECURITY_POLICY = HeaderNames.create("Content-Security-Policy");
    private static final HeaderName REFERRER_POLICY = HeaderNames.create("Referrer-Policy");
    private static final HeaderName CONTENT_TYPE_OPTIONS =
            HeaderNames.create("X-Content-Type-Options");
    private static final String ENVIRONMENT = "{environment}";
    private static final String KEPT_FOR_EVER = "public, max-age=31536000, immutable";

    private final Site site;

    PageHandler(Site site) {
        this.site = site;
    }

    /** Adds every page to {@code routing}. */
    void register(HttpRouting.Builder routing) {
        for (Page page : site.pages()) {
            routing.route(Method.create(page.method()), page.pattern(), handler(page));
        }
    }

    /** Answers where there is no page. */
    void missing(ServerRequest request, ServerResponse response) throws IOException {
        send(request, response, answer(request, site::missing));
    }

    private Handler handler(Page page) {
        return (request, response) ->
                send(request, response, answer(request, call -> guarded(page, call)));
    }

    private PageAnswer guarded(Page page, PageCall call) throws IOException {
        boolean signedIn = page.access() == Page.Access.SIGNED_IN;
        if (signedIn && call.session().isEmpty()) {
            return site.signIn(call);
        }
        boolean sends = page.method().equals("POST");
        if (sends && (call.sentByOthers() || (signedIn && !carriesToken(call)))) {
            return site.forged(call);
        }
        if (signedIn && !may(page, call)) {
            return site.forbidden(call, page);
        }
        return page.handler().handle(call);
    }

    private static boolean may(Page page, PageCall call) {
        Caller caller = call.signedIn().caller();
        boolean somewhere = page.least() != Role.VIEWER && page.pattern().contains(ENVIRONMENT);
        return somewhere
                ? caller.mayIn(call.path("environment"), page.least())
                : caller.may(page.least());
    }

    private PageAnswer answer(ServerRequest request, Page.Handler handler) {
        PageCall call = new PageCall(request, Optional.empty());
        try {
            call = new PageCall(request, call.cookie().flatMap(site::session));
            return handler.handle(call);
        } catch (Call.UnreadableBody e) {
            return site.failed(call, Optional.of(String.valueOf(e.getMessage())));
        } catch (Exception e) {
            LOG.error("{} {} failed", request.prologue().method().text(), call.target(), e);
            return site.failed(call, Optional.empty());
        }
    }

    private static boolean carriesToken(PageCall call) throws IOException {
        return MessageDigest.isEqual(
                bytes(call.signedIn().formToken()), bytes(call.field("form-token")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void send(ServerRequest request, ServerResponse response, PageAnswer answer)
            throws IOException {
        response.header(SECURITY_POLICY, POLICY);
        response.header(REFERRER_POLICY, "same-origin");
        response.header(CONTENT_TYPE_OPTIONS, "nosniff");
        switch (answer) {
            case PageAnswer.Html html -> {
                response.status(html.status());
                response.header(HeaderNames.CACHE_CONTROL, "no-store");
                response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
                response.send(bytes(html.text()));
            }
            case PageAnswer.Redirect redirect -> {
                response.status(303);
                response.header(HeaderNames.CACHE_CONTROL, "no-store");
                response.header(HeaderNames.LOCATION, redirect.path());
                redirect.cookie()
                        .ifPresent(
                                it ->
                                        response.header(
                                                HeaderNames.SET_COOKIE,
                                                text(it) + (overTls(request) ? "; Secure" : "")));
                response.send();
            }
            case PageAnswer.File file -> {
                response.header(HeaderNames.CACHE_CONTROL, KEPT_FOR_EVER);
                response.header(HeaderNames.CONTENT_TYPE, file.contentType());
                response.send(file.bytes());
            }
            case PageAnswer.Events events -> stream(request, response, events.stream());
        }
    }

    private static void stream(
            ServerRequest request, ServerResponse response, PageAnswer.Stream stream) {
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
        try (OutputStream out = response.outputStream()) {
            stream.write(new EventSink(out));
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} has gone", request.remotePeer().host(), e);
        } catch (RuntimeException e) { // the reader comes again
            LOG.warn("{}: the stream of events ends", request.path().path(), e);
        } catch (InterruptedException e) { // the server stops
            Thread.currentThread().interrupt();
        }
    }

    /** As a proxy before us says. Anybody can say so: it only makes the cookie stricter. */
    private static boolean overTls(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.X_FORWARDED_PROTO)
                .map(it -> it.split(",", 2)[0].strip())
                .filter("https"::equalsIgnoreCase)
                .isPresent();
    }

    private static String text(PageAnswer.Cookie cookie) {
        return PageCall.COOKIE
                + "="
                + cookie.value()
                + "; Path=/; HttpOnly; SameSite=Strict; Max-Age="
                + cookie.age().toSeconds();
    }
}
