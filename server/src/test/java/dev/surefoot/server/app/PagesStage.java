package dev.surefoot.server.app;

import dev.surefoot.server.api.IdempotencyStore;
import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.http.HttpServer;
import dev.surefoot.server.http.Page;
import dev.surefoot.server.identity.Caller;
import dev.surefoot.server.identity.Grant;
import dev.surefoot.server.identity.Role;
import dev.surefoot.server.identity.TokenStore;
import dev.surefoot.server.json.Json;
import dev.surefoot.server.ledger.LedgerStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages on a real port and a real database, with nothing promoted, and a client. */
final class PagesStage implements AutoCloseable {
    private static final Pattern COOKIE = Pattern.compile("surefoot_session=([^;]*)");

    static final TokenStore.Wish ANN =
            new TokenStore.Wish(
                    new Caller("ann", List.of(Grant.everywhere(Role.OPERATOR))),
                    Optional.empty(),
                    "local");

    final TestDatabase database = TestDatabase.create();
    final TokenStore tokens = new TokenStore(database.database(), new LedgerStore());
    final FakeFreezes freezes = new FakeFreezes();
    final String token = tokens.create(ANN, Instant.now());
    final List<Page> pages;
    private final Wiring wiring;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    PagesStage(Path directory) {
        Settings settings =
                new Settings(
                        new DataDirectory(directory),
                        "127.0.0.1",
                        0,
                        Optional.of(database.address()),
                        Optional.empty(),
                        List.of("true"),
                        name -> Optional.empty());
        wiring = new Wiring(settings, database.database(), 1, () -> false);
        var site = wiring.site(freezes);
        pages = site.pages();
        server =
                HttpServer.start(
                        "127.0.0.1",
                        0,
                        new HttpServer.Served(
                                wiring.routes("a test's"),
                                tokens::find,
                                new IdempotencyStore(database.database(), Instant::now),
                                Optional.of(site)));
    }

    /** The service shop is known from now on, with staging and production. */
    void register() {
        String admin = admin();
        for (HttpResponse<String> answer :
                List.of(
                        apply(admin, "/api/v1/policy", ShopDefinition.POLICY),
                        apply(admin, "/api/v1/services", ShopDefinition.ownedBy("team")))) {
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.body());
            }
        }
    }

    /** The token of somebody who may do everything. */
    String admin() {
        Caller root = new Caller("root", List.of(Grant.everywhere(Role.ADMIN)));
        return tokens.create(new TokenStore.Wish(root, Optional.empty(), "local"), Instant.now());
    }

    /** Sends a definition. */
    HttpResponse<String> apply(String token, String path, Object body, String... headers) {
        return send(
                request(path, headers)
                        .header("Authorization", "Bearer " + token)
                        .PUT(
                                HttpRequest.BodyPublishers.ofString(
                                        Json.MAPPER.writeValueAsString(body)))
                        .build());
    }

    String url() {
        return server.url();
    }

    /** The lines of a stream, as they come. */
    Stream<String> follow(String path, String cookie) throws IOException, InterruptedException {
        return client.send(request(path, "Cookie", cookie).GET().build(), BodyHandlers.ofLines())
                .body();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
        String body =
                form.entrySet().stream()
                        .map(it -> encode(it.getKey()) + "=" + encode(it.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                request(path, headers)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    /** Signs in; what a browser would send as its cookie from then on. */
    String signIn() {
        return signInWith(token);
    }

    /** The same for somebody with these grants. */
    String signIn(List<Grant> grants) {
        Caller caller = new Caller("bob", grants);
        return signInWith(
                tokens.create(
                        new TokenStore.Wish(caller, Optional.empty(), "local"), Instant.now()));
    }

    private String signInWith(String token) {
        HttpResponse<String> answer = post("/login", Map.of("token", token, "next", "/"));
        Matcher cookie = COOKIE.matcher(answer.headers().firstValue("Set-Cookie").orElse(""));
        if (!cookie.find()) {
            throw new AssertionError("not signed in: " + answer.statusCode());
        }
        return "surefoot_session=" + cookie.group(1);
    }

    /** What the session's forms carry. */
    String formToken(String cookie) {
        Matcher field =
                Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"")
                        .matcher(get("/", "Cookie", cookie).body());
        if (!field.find()) {
            throw new AssertionError("the board has no form");
        }
        return field.group(1);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void stopServing() {
        server.close();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
        server.close();
        wiring.close();
        database.close();
    }
}
