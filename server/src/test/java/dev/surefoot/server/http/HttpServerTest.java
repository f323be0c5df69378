package dev.surefoot.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.api.IdempotencyStore;
import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.identity.Caller;
import dev.surefoot.server.identity.Grant;
import dev.surefoot.server.identity.Role;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The server with routes of the test's own and the real table of answers. */
class HttpServerTest {
    private static final Map<String, Caller> CALLERS =
            Map.of(
                    "ann", new Caller("ann", List.of(Grant.everywhere(Role.ADMIN))),
                    "bob",
                            new Caller(
                                    "bob", List.of(new Grant(Role.RELEASER, Optional.of("dev")))));

    private final AtomicInteger done = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private TestDatabase database;
    private HttpServer server;
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private volatile boolean fails;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile boolean away;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        List<Route> routes =
                List.of(
                        new Route("POST", "/things", Role.VIEWER, this::count),
                        new Route("POST", "/bodies", Role.VIEWER, this::length),
                        new Route("POST", "/held", Role.VIEWER, this::held, Route.LARGE_BYTES),
                        new Route("POST", "/stored/{type}", Role.VIEWER, this::stored),
                        new Route("POST", "/secrets", Role.VIEWER, this::secret),
                        new Route("PUT", "/in/{environment}", Role.RELEASER, this::in),
                        new Route("PUT", "/all", Role.RELEASER, this::everywhere),
                        new Route("PUT", "/versioned", Role.VIEWER, this::versioned));
        server =
                HttpServer.start(
                        "127.0.0.1",
                        0,
                        new HttpServer.Served(
                                routes,
                                token -> {
                                    if (away) {
                                        database.database().jdbi().open().close();
                                    }
                                    return Optional.ofNullable(CALLERS.get(token));
                                },
                                new IdempotencyStore(database.database(), () -> now),
                                Optional.empty()));
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
        database.close();
    }

    @Test
    @Requirement("API-1")
    void a_role_holds_where_it_was_given() throws Exception {
        assertThat(send("ann", "PUT", "/in/production", "").statusCode()).isEqualTo(200);
        assertThat(send("bob", "PUT", "/in/dev", "").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = send("bob", "PUT", "/in/production", "");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("token bob has releaser@dev; this needs releaser in production");
        assertThat(send("bob", "PUT", "/all", "").statusCode()).isEqualTo(403);
        assertThat(send("ann", "PUT", "/all", "").statusCode()).isEqualTo(200);
        assertThat(send("eve", "PUT", "/all", "").statusCode()).isEqualTo(401);
    }

    @Test
    void a_name_with_a_control_character_is_refused_before_anybody_looks_for_it() throws Exception {
        HttpResponse<String> refused = send("ann", "PUT", "/in/%00", "");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("'environment' contains a control character");
    }

    @Test
    void a_text_that_the_database_cannot_hold_is_the_callers_fault() throws Exception {
        for (String as : List.of("text", "jsonb")) {
            HttpResponse<String> refused = send("ann", "POST", "/stored/" + as, "");

            assertThat(refused.statusCode()).as(as).isEqualTo(400);
            assertThat(refused.body()).as(as).contains("contains the character NUL");
        }
    }

    @Test
    @Requirement("EVID-16")
    void a_body_larger_than_its_route_allows_is_refused_however_it_comes() throws Exception {
        byte[] large = new byte[Route.USUAL_BYTES + 1];
        Arrays.fill(large, (byte) ' ');

        for (HttpRequest.BodyPublisher body :
                List.of(
                        BodyPublishers.ofByteArray(large),
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
            HttpResponse<String> refused = send("POST", "/bodies", body);

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("larger than 8388608 bytes", "several calls");
        }
        assertThat(send("POST", "/bodies", BodyPublishers.ofByteArray(new byte[] {'1'})).body())
                .isEqualTo("1");
    }

    @Test
    @Requirement("EVID-16")
    void large_bodies_wait_their_turn_and_small_ones_for_nobody() throws Exception {
        byte[] large = new byte[Route.LARGE_BYTES];
        Arrays.fill(large, (byte) ' ');
        CompletableFuture<HttpResponse<String>> first =
                CompletableFuture.supplyAsync(
                        () -> sent("POST", "/held", BodyPublishers.ofByteArray(large)));
        begun.await();

        HttpResponse<String> busy = send("POST", "/held", BodyPublishers.ofByteArray(large));
        HttpResponse<String> small = send("ann", "PUT", "/in/production", "");
        goOn.countDown();

        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.body()).contains("BUSY", "send it again");
        assertThat(busy.headers().firstValue("Retry-After")).isPresent();
        assertThat(small.statusCode()).isEqualTo(200);
        assertThat(first.get().statusCode()).isEqualTo(200);
        assertThat(send("POST", "/held", BodyPublishers.ofByteArray(large)).statusCode())
                .isEqualTo(200);
    }

    @Test
    @Requirement("API-2")
    void the_same_call_with_the_same_key_is_done_once() throws Exception {
        HttpResponse<String> first = send("ann", "POST", "/things", "a", "Idempotency-Key", "k1");
        HttpResponse<String> again = send("ann", "POST", "/things", "a", "Idempotency-Key", "k1");

        assertThat(first.body()).contains("\"count\":1");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.statusCode()).isEqualTo(first.statusCode());
        assertThat(again.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(done).hasValue(1);
    }

    @Test
    @Requirement("API-2")
    void another_body_another_caller_another_key_and_the_next_day_are_other_calls()
            throws Exception {
        send("ann", "POST", "/things", "a", "Idempotency-Key", "k1");

        HttpResponse<String> other = send("ann", "POST", "/things", "b", "Idempotency-Key", "k1");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("IDEMPOTENCY_KEY_REUSED", "take a new key");
        assertThat(send("ann", "POST", "/things?x=1", "a", "Idempotency-Key", "k1").statusCode())
                .isEqualTo(422);
        assertThat(done).hasValue(1);
        send("bob", "POST", "/things", "a", "Idempotency-Key", "k1");
        send("ann", "POST", "/things", "a", "Idempotency-Key", "k2");
        send("ann", "POST", "/things", "a");
        assertThat(done).hasValue(4);
        now = now.plus(Duration.ofHours(24)).plusSeconds(1);
        send("ann", "POST", "/things", "b", "Idempotency-Key", "k1");
        assertThat(done).hasValue(5);
    }

    @Test
    @Requirement("API-2")
    void a_call_that_never_got_an_answer_is_not_done_again() throws Exception {
        fails = true;
        assertThat(send("ann", "POST", "/things", "a", "Idempotency-Key", "k1").statusCode())
                .isEqualTo(500);
        fails = false;

        HttpResponse<String> again = send("ann", "POST", "/things", "a", "Idempotency-Key", "k1");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("OUTCOME_UNKNOWN");
        assertThat(done).hasValue(0);
    }

    @Test
    @Requirement("API-2")
    void a_secret_is_answered_once_and_kept_nowhere() throws Exception {
        assertThat(send("ann", "POST", "/secrets", "", "Idempotency-Key", "k1").body())
                .contains("hush 1");

        assertThat(send("ann", "POST", "/secrets", "", "Idempotency-Key", "k1").statusCode())
                .isEqualTo(409);
        String kept =
                database.database()
                        .jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery("SELECT c::text FROM idempotent_call c")
                                                .mapTo(String.class)
                                                .one());
        assertThat(kept).contains("k1").doesNotContain("hush");
        assertThat(done).hasValue(1);
    }

    @Test
    @Requirement("API-3")
    void who_changes_another_version_than_it_saw_is_told_so() throws Exception {
        assertThat(send("ann", "PUT", "/versioned", "").statusCode()).isEqualTo(200);
        assertThat(send("ann", "PUT", "/versioned", "", "If-Match", "\"7\"").statusCode())
                .isEqualTo(200);
        assertThat(send("ann", "PUT", "/versioned", "", "If-Match", "*").statusCode())
                .isEqualTo(200);
        HttpResponse<String> late = send("ann", "PUT", "/versioned", "", "If-Match", "\"6\"");
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("CHANGED_MEANWHILE");
    }

    @Test
    @Requirement("API-6")
    void without_its_database_the_server_says_when_to_come_again_and_what_goes_on()
            throws Exception {
        database.database().close();
        away = true;

        HttpResponse<String> answer = send("ann", "POST", "/things", "a");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body())
                .contains("\"code\":\"DATABASE_AWAY\"", "try again in 5 s", "turn down by hand");
        assertThat(done).hasValue(0);
    }

    private Answer length(Call call) throws IOException {
        return Answer.ok(call.readWhole().length);
    }

    private Answer held(Call call) throws IOException {
        int length = call.readWhole().length;
        begun.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Answer.ok(length);
    }

    private HttpResponse<String> sent(String method, String path, HttpRequest.BodyPublisher body) {
        try {
            return send(method, path, body);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Authorization", "Bearer ann")
                        .method(method, body)
                        .build(),
                BodyHandlers.ofString());
    }

    private Answer stored(Call call) {
        String text = call.path("type").equals("text") ? "a\u0000b" : "\"a\\u0000b\"";
        return Answer.ok(
                database.database()
                        .jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery("SELECT CAST(:text AS <type>)::text")
                                                .define("type", call.path("type"))
                                                .bind("text", text)
                                                .mapTo(String.class)
                                                .one()));
    }

    private Answer count(Call call) throws IOException {
        call.stream().readAllBytes();
        if (fails) {
            throw new IllegalStateException("as the test wants it");
        }
        return Answer.created(Map.of("count", done.incrementAndGet())).withEtag("1");
    }

    private Answer secret(Call call) {
        return Answer.created(Map.of("secret", "hush " + done.incrementAndGet())).asSecret();
    }

    private Answer in(Call call) {
        return call.refusedIn(call.path("environment"), Role.RELEASER)
                .orElseGet(() -> Answer.ok(Map.of()));
    }

    private Answer everywhere(Call call) {
        return call.refusedEverywhere(Role.RELEASER).orElseGet(() -> Answer.ok(Map.of()));
    }

    private Answer versioned(Call call) {
        return call.outdated("7").orElseGet(() -> Answer.ok(Map.of()));
    }

    private HttpResponse<String> send(
            String token, String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
