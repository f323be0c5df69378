package dev.surefoot.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.api.OpenApiRoutes;
import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.http.Page;
import dev.surefoot.server.http.Route;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every way in from outside, and what stands before it. A route that is missing here is a hole. */
class BypassMatrixTest {
    /** What stands between a call and what runs. */
    private enum Guard {
        /** Changes nothing. */
        READS,
        /** Stores bytes or findings; nothing runs because of it. */
        TAKES_IN,
        /** Passes {@code Admission.admit} before anything is stored or started. */
        ADMITTED,
        /** Only takes exposure away; no gate may stand before it. */
        WAY_BACK,
        /** Holds what was not admitted yet, or stops holding it; admits nothing. */
        HOLDS,
        /** Says who may call; changes nothing that runs. */
        IDENTITY,
        /** Changes who is signed in to the pages, and nothing else. */
        SIGNS_IN_OR_OUT
    }

    private static final Map<String, Guard> MATRIX =
            new TreeMap<>(
                    Map.of(
                            "GET /api/v1/health", Guard.READS,
                            "GET /api/v1/status", Guard.READS,
                            "GET /api/v1/candidates/{id}", Guard.READS,
                            "GET /api/v1/promotions/{id}", Guard.READS,
                            "GET /api/v1/services/{service}/environments/{environment}/promotion",
                                    Guard.READS,
                            "PUT /api/v1/artifacts/{digest}", Guard.TAKES_IN,
                            "POST /api/v1/artifacts/{digest}/evidence", Guard.TAKES_IN,
                            "POST /api/v1/candidates", Guard.TAKES_IN,
                            "PUT /api/v1/policy", Guard.ADMITTED,
                            "PUT /api/v1/services", Guard.ADMITTED));

    static {
        MATRIX.put("GET /api/v1/services/{service}/environments/{environment}/router", Guard.READS);
        MATRIX.put(
                "GET /api/v1/services/{service}/environments/{environment}/router/check",
                Guard.READS);
        MATRIX.put("GET /api/v1/services/{service}/environments/{environment}/schema", Guard.READS);
        MATRIX.put(
                "GET /api/v1/services/{service}/environments/{environment}/schema/report",
                Guard.READS);
        MATRIX.put("GET /api/v1/calibration", Guard.READS);
        MATRIX.put(
                "GET /api/v1/services/{service}/environments/{environment}/calibration",
                Guard.READS);
        MATRIX.put("POST /api/v1/promotions", Guard.ADMITTED);
        MATRIX.put("GET /api/v1/promotions", Guard.READS);
        MATRIX.put("GET /api/v1/candidates", Guard.READS);
        MATRIX.put("POST /api/v1/promotions/{id}/answer", Guard.ADMITTED);
        MATRIX.put("GET /api/v1/openapi.json", Guard.READS);
        MATRIX.put("GET /api/v1/policy", Guard.READS);
        MATRIX.put("GET /api/v1/services/{service}", Guard.READS);
        MATRIX.put("GET /api/v1/freezes", Guard.READS);
        MATRIX.put("POST /api/v1/freezes", Guard.HOLDS);
        MATRIX.put("POST /api/v1/freezes/{id}/end", Guard.HOLDS);
        MATRIX.put("GET /api/v1/tokens", Guard.READS);
        MATRIX.put("POST /api/v1/tokens", Guard.IDENTITY);
        MATRIX.put("POST /api/v1/tokens/{name}/revoke", Guard.IDENTITY);
        MATRIX.put(
                "POST /api/v1/services/{service}/environments/{environment}/rollback",
                Guard.WAY_BACK);
        List.of(
                        "GET /",
                        "GET /events",
                        "GET /login",
                        "GET /assets/{version}/{name}",
                        "GET /promotions/{id}",
                        "GET /promotions/{id}/events",
                        "GET /services/{service}/environments/{environment}",
                        "GET /services/{service}/environments/{environment}/schema",
                        "GET /services/{service}/environments/{environment}/schema/events",
                        "GET /services/{service}/environments/{environment}/rollback")
                .forEach(page -> MATRIX.put(page, Guard.READS));
        MATRIX.put("GET /services/{service}/environments/{environment}/freeze", Guard.READS);
        MATRIX.put("POST /services/{service}/environments/{environment}/freeze", Guard.HOLDS);
        MATRIX.put("POST /services/{service}/environments/{environment}/freeze/end", Guard.HOLDS);
        MATRIX.put("POST /login", Guard.SIGNS_IN_OR_OUT);
        MATRIX.put("POST /logout", Guard.SIGNS_IN_OR_OUT);
        MATRIX.put("POST /services/{service}/environments/{environment}/rollback", Guard.WAY_BACK);
    }

    @TempDir Path directory;
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    @Requirement("API-5")
    void every_route_of_the_api_is_described_with_its_role() {
        Map<String, String> described = new TreeMap<>();
        OpenApiRoutes.document()
                .get("paths")
                .forEachEntry(
                        (path, methods) ->
                                methods.forEachEntry(
                                        (method, operation) ->
                                                described.put(
                                                        method.toUpperCase(Locale.ROOT)
                                                                + " "
                                                                + path,
                                                        operation.get("x-role").asString())));

        Map<String, String> real = new TreeMap<>();
        wired(wiring -> wiring.routes("a test's")).stream()
                .filter(route -> route.pattern().startsWith("/api/"))
                .forEach(route -> real.put(name(route), route.least().name()));

        assertThat(described).isEqualTo(real);
    }

    @Test
    @Requirement("GATE-4")
    void every_route_is_in_the_matrix() {
        List<String> routes =
                wired(
                        wiring ->
                                Stream.concat(
                                                wiring.routes("a test's").stream()
                                                        .map(BypassMatrixTest::name),
                                                wiring.site().pages().stream()
                                                        .map(BypassMatrixTest::name))
                                        .toList());

        assertThat(routes).doesNotHaveDuplicates();
        assertThat(routes).containsExactlyInAnyOrderElementsOf(MATRIX.keySet());
    }

    private <T> T wired(Function<Wiring, T> look) {
        Settings settings =
                new Settings(
                        new DataDirectory(directory),
                        "127.0.0.1",
                        0,
                        Optional.of(database.address()),
                        Optional.empty(),
                        List.of("true"),
                        name -> Optional.empty());

        try (Wiring wiring = new Wiring(settings, database.database(), 1, () -> false)) {
            return look.apply(wiring);
        }
    }

    @Test
    @Requirement("GATE-4")
    void whatever_is_not_a_read_says_what_stands_before_it() {
        assertThat(MATRIX)
                .allSatisfy(
                        (route, guard) ->
                                assertThat(route.startsWith("GET "))
                                        .isEqualTo(guard == Guard.READS));
    }

    private static String name(Page page) {
        return page.method() + " " + page.pattern();
    }

    private static String name(Route route) {
        return route.method() + " " + route.pattern();
    }
}
