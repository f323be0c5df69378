package dev.surefoot.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;

class AdminApiTest extends PlaneFixture {
    private static final String ROUTE = "/v1/routes/shop/production";

    @Test
    @Requirement("TRAF-1")
    void a_route_is_answered_and_read_back_as_observed() throws Exception {
        Admin admin = start();
        RouteBody wish = RouteBody.of(8_101, 8_111).green(500).cohort("uid", "shop");

        JsonNode applied = admin.apply(wish);

        assertThat(applied.path("token").asLong()).isEqualTo(17);
        assertThat(applied.path("listenPort").asInt()).isPositive();
        assertThat(applied.path("listening").asBoolean()).isTrue();
        assertThat(applied.path("sharesBp").toString()).isEqualTo("{\"BLUE\":9500,\"GREEN\":500}");
        assertThat(applied.path("cohort").path("key").asString()).isEqualTo("shop");
        assertThat(applied.path("appliedAt").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(admin.route().body()).isEqualTo(applied);
        JsonNode all = admin.call("GET", "/v1/routes", "").body();
        assertThat(all.path("routes").get(0)).isEqualTo(applied);
        JsonNode health = admin.call("GET", "/v1/health", "").body();
        assertThat(health.path("epoch")).isEqualTo(applied.path("epoch"));
        assertThat(health.path("version").asString()).matches("\\d+\\..*");
        assertThat(health.path("capabilities").toString()).contains("LEASE");
    }

    @Test
    @Requirement("TRAF-6")
    void a_lease_is_read_back_renewed_by_its_id_and_refused_where_it_cannot_be() throws Exception {
        Admin admin = start();
        String route = RouteBody.of(8_101, 8_111).green(500).json();
        String leased =
                route.replaceFirst("\\{", "{\"lease\":{\"id\":\"p-1:17\",\"ttlMs\":60000},");
        assertThat(admin.call("POST", ROUTE + "/lease", "{\"id\":\"p-1:17\"}").status())
                .isEqualTo(404);

        JsonNode applied = admin.call("PUT", ROUTE, leased).body();

        assertThat(applied.path("lease").toString())
                .isEqualTo("{\"id\":\"p-1:17\",\"ttlMs\":60000,\"alive\":true}");
        assertThat(admin.call("POST", ROUTE + "/lease", "{\"id\":\"p-1:17\"}").status())
                .isEqualTo(200);
        assertThat(admin.call("POST", ROUTE + "/lease", "{\"id\":\"p-1:16\"}").error())
                .isEqualTo("LEASE_LAPSED");
        assertThat(admin.call("POST", ROUTE + "/lease", "{\"id\":7}").error()).isEqualTo("INVALID");
        assertThat(admin.call("POST", ROUTE + "/lease", "p-1").error()).isEqualTo("INVALID");
        assertThat(admin.call("GET", ROUTE + "/lease", "").status()).isEqualTo(405);
        assertThat(admin.call("PUT", ROUTE, leased.replace("60000", "0")).error())
                .isEqualTo("INVALID");
        assertThat(admin.call("PUT", ROUTE, leased.replace("p-1:17", "p 1")).error())
                .isEqualTo("INVALID");
        assertThat(admin.call("PUT", ROUTE, route).body().path("lease").isNull()).isTrue();
    }

    @Test
    @Requirement("TRAF-4")
    void an_older_token_is_refused_and_changes_nothing() throws Exception {
        Admin admin = start();
        RouteBody route = RouteBody.of(8_101, 8_111);
        JsonNode before = admin.apply(route.token(17));

        Admin.Told refused = admin.put(route.token(16).green(10_000));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.error()).isEqualTo("STALE_TOKEN");
        assertThat(refused.body().path("currentToken").asLong()).isEqualTo(17);
        assertThat(admin.route().body()).isEqualTo(before);
        assertThat(admin.put(route.token(17).green(1)).status()).isEqualTo(200);
        assertThat(admin.put(route.token(18)).status()).isEqualTo(200);
        assertThat(admin.put(route.token(17)).error()).isEqualTo("STALE_TOKEN");
    }

    @Test
    @Requirement("TRAF-4")
    void a_deleted_route_is_gone_and_an_older_token_cannot_bring_it_back() throws Exception {
        Admin admin = start();
        RouteBody route = RouteBody.of(8_101, 8_111);
        int port = admin.apply(route.token(17)).path("listenPort").asInt();

        assertThat(admin.call("DELETE", ROUTE + "?token=16", "").error()).isEqualTo("STALE_TOKEN");
        assertThat(admin.call("DELETE", ROUTE, "").status()).isEqualTo(400);
        assertThat(admin.route().status()).isEqualTo(200);
        assertThat(admin.call("DELETE", ROUTE + "?token=18", "").status()).isEqualTo(200);

        assertThat(admin.route().error()).isEqualTo("NOT_FOUND");
        assertThat(admin.put(route.token(17)).error()).isEqualTo("STALE_TOKEN");
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(free.isBound()).isTrue();
        }
        assertThat(admin.put(route.token(18)).status()).isEqualTo(200);
    }

    @Test
    void a_port_in_use_is_refused_and_changes_nothing() throws Exception {
        FakeBackend taken = saying("somebody else");
        Admin admin = start();
        RouteBody route = RouteBody.of(saying("blue").port(), 8_111);

        Admin.Told first = admin.put(route.port(taken.port()));
        JsonNode before = admin.apply(route);
        Admin.Told second = admin.put(route.token(99).port(taken.port()).primary("GREEN"));

        assertThat(first.status()).isEqualTo(409);
        assertThat(first.error()).isEqualTo("PORT_IN_USE");
        assertThat(second.error()).isEqualTo("PORT_IN_USE");
        assertThat(admin.route().body()).isEqualTo(before);
        assertThat(Wire.once(before.path("listenPort").asInt(), "/").body()).isEqualTo("blue");
        assertThat(admin.put(route).status()).as("the token did not rise").isEqualTo(200);
    }

    @Test
    void a_route_moves_to_another_port_and_its_open_connections_are_served_on() throws Exception {
        Admin admin = start();
        RouteBody route = RouteBody.of(saying("blue").port(), 8_111);
        int first = admin.apply(route).path("listenPort").asInt();

        try (Wire open = new Wire(first)) {
            assertThat(open.get("/").body()).isEqualTo("blue");
            int next = FakeBackend.deadPort();
            int second = admin.apply(route.port(next)).path("listenPort").asInt();

            assertThat(second).isEqualTo(next);
            assertThat(open.get("/").body()).isEqualTo("blue");
            assertThat(Wire.once(second, "/").body()).isEqualTo("blue");
        }
    }

    @Test
    void counters_go_on_over_changes_and_absence_of_an_instance() throws Exception {
        Admin admin = start();
        RouteBody route = RouteBody.of(saying("blue").port(), 8_111);
        RouteBody both = route.alsoBlue("blue-1", saying("other").port());
        int port = admin.apply(both).path("listenPort").asInt();
        Wire.once(port, "/");
        Wire.once(port, "/");

        admin.apply(route);
        Wire.once(port, "/");
        admin.apply(both);

        assertThat(admin.settled("BLUE", "blue-1", 1).path("requests").asLong()).isEqualTo(1);
        assertThat(admin.settled("BLUE", "blue-0", 2).path("requests").asLong()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token\":17",
                "",
                "[]",
                "null",
                "{\"token\":1,\"token\":2}",
                "{} {}",
                "not json"
            })
    void malformed_json_is_refused(String body) throws Exception {
        Admin admin = start();

        Admin.Told told = admin.call("PUT", ROUTE, body);

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.error()).isEqualTo("INVALID");
        assertThat(admin.route().status()).isEqualTo(404);
    }

    @Test
    void a_field_out_of_bounds_is_named_with_value_and_bound() throws Exception {
        Admin admin = start();

        Admin.Told told = admin.put(RouteBody.of(8_101, 8_111).green(10_001));

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.body().path("message").asString())
                .contains("sharesBp.GREEN is 10001, must be an integer from 0 to 10000");
        assertThat(told.body().path("problems").get(0).path("value").asString()).isEqualTo("-1");
        assertThat(admin.route().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ", "Bearer wrong", "Basic Og==", "Bearer"})
    void nobody_gets_in_without_the_token(String authorization) throws Exception {
        Admin admin = start();
        String body = RouteBody.of(8_101, 8_111).json();

        assertThat(admin.call("GET", "/v1/health", "", authorization).status()).isEqualTo(401);
        assertThat(admin.call("PUT", ROUTE, body, authorization).status()).isEqualTo(401);

        assertThat(admin.route().status()).isEqualTo(404);
    }

    @Test
    void unknown_resources_methods_and_names_are_refused_by_kind() throws Exception {
        Admin admin = start();

        assertThat(admin.call("GET", "/v1/nothing", "").status()).isEqualTo(404);
        assertThat(admin.call("GET", "/", "").status()).isEqualTo(404);
        assertThat(admin.call("POST", "/v1/routes", "{}").status()).isEqualTo(405);
        assertThat(admin.call("GET", "/v1/routes/Shop/production", "").status()).isEqualTo(400);
        assertThat(admin.call("GET", ROUTE + "/counters", "").status()).isEqualTo(404);
        assertThat(admin.call("PUT", ROUTE, "x".repeat(1 << 21)).status()).isEqualTo(413);
    }

    @Test
    void a_change_that_cannot_be_saved_is_in_force_but_never_called_done() throws Exception {
        Admin admin = start();
        RouteBody route = RouteBody.of(saying("blue").port(), saying("green").port());
        int port = admin.apply(route.green(10_000)).path("listenPort").asInt();
        Files.createDirectories(directory().resolve("state.json.tmp/in-the-way"));

        Admin.Told told = admin.put(route.green(0));

        assertThat(told.status()).isEqualTo(500);
        assertThat(told.error()).isEqualTo("STATE_NOT_SAVED");
        assertThat(Wire.once(port, "/").body()).isEqualTo("blue");
    }
}
