package dev.surefoot.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.http.Route;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
        WAY_BACK
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
        MATRIX.put("POST /api/v1/promotions", Guard.ADMITTED);
        MATRIX.put(
                "POST /api/v1/services/{service}/environments/{environment}/rollback",
                Guard.WAY_BACK);
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
    @Requirement("GATE-4")
    void every_route_is_in_the_matrix() {
        Settings settings =
                new Settings(
                        new DataDirectory(directory),
                        "127.0.0.1",
                        0,
                        Optional.of(database.address()),
                        Optional.empty(),
                        List.of("true"),
                        name -> Optional.empty());

        List<String> routes;
        try (Wiring wiring = new Wiring(settings, database.database(), 1, () -> false)) {
            routes = wiring.routes("a test's").stream().map(BypassMatrixTest::name).toList();
        }

        assertThat(routes).doesNotHaveDuplicates();
        assertThat(routes).containsExactlyInAnyOrderElementsOf(MATRIX.keySet());
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

    private static String name(Route route) {
        return route.method() + " " + route.pattern();
    }
}
