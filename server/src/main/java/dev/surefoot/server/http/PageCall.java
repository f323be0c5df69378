package dev.surefoot.server.http;

import dev.surefoot.server.identity.WebSession;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One request for a page. Not safe for use by many threads. */
public final class PageCall {
    /** The session's cookie. */
    static final String COOKIE = "surefoot_session";

    private static final int MAX_FORM_BYTES = 64 * 1024;
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

    private final ServerRequest request;
    private final Optional<WebSession> session;
    private Optional<Map<String, String>> form = Optional.empty();

    PageCall(ServerRequest request, Optional<WebSession> session) {
        this.request = request;
        this.session = session;
    }

    /** Who is signed in. */
    public Optional<WebSession> session() {
        return session;
    }

    /** Who is signed in, on a page that only they see. */
    public WebSession signedIn() {
        return session.orElseThrow();
    }

    /** The session's id, as the browser sent it. */
    public Optional<String> cookie() {
        return request.headers().cookies().first(COOKIE).asOptional();
    }

    /** The decoded part of the path that the pattern calls {@code name}. */
    public String path(String name) {
        return Call.text(name, request.path().pathParameters().get(name));
    }

    /** Path and query as asked for. */
    public String target() {
        String query = request.query().rawValue();
        return request.path().rawPath() + (query.isEmpty() ? "" : "?" + query);
    }

    /** The first query parameter of this name. */
    public Optional<String> query(String name) {
        return request.query().first(name).asOptional().map(value -> Call.text(name, value));
    }

    /** Whether a link on somebody else's page led here, as the browser says. */
    public boolean fromElsewhere() {
        return header(FETCH_SITE).filter("cross-site"::equals).isPresent();
    }

    /** Whether the browser says that another site's page sends this; older ones say nothing. */
    boolean sentByOthers() {
        Optional<String> host = header(HeaderNames.HOST);
        boolean otherSite =
                header(FETCH_SITE)
                        .filter(site -> !site.equals("same-origin") && !site.equals("none"))
                        .isPresent();
        boolean otherOrigin =
                header(HeaderNames.ORIGIN)
                        .filter(
                                origin ->
                                        !origin.replaceFirst("^https?://", "")
                                                .equals(host.orElse("")))
                        .isPresent();
        return otherSite || otherOrigin;
    }

    /** The field of the form that was sent; empty if it is missing. */
    public String field(String name) throws IOException {
        if (form.isEmpty()) {
            form = Optional.of(read());
        }
        return form.get().getOrDefault(name, "");
    }

    private Optional<String> header(HeaderName name) {
        return request.headers().first(name);
    }

    private Map<String, String> read() throws IOException {
        if (!request.content().hasEntity()) {
            return Map.of();
        }
        byte[] bytes = request.content().inputStream().readNBytes(MAX_FORM_BYTES + 1);
        if (bytes.length > MAX_FORM_BYTES) {
            throw new Call.UnreadableBody("the form is larger than " + MAX_FORM_BYTES + " bytes");
        }
        Map<String, String> fields = new HashMap<>();
        for (String pair : new String(bytes, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(
                        decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Call.UnreadableBody("the form is not URL-encoded: " + e.getMessage());
        }
    }
}
