package dev.surefoot.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The shop's versions in processes of their own, with one real database between them. */
class ShopWithDatabaseTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int CONNECTIONS = 3;

    @TempDir static Path directory;
    private static ShopDatabase postgres;
    private String database = "";

    @BeforeAll
    static void startServer() throws SQLException {
        postgres = ShopDatabase.start(directory);
    }

    @AfterAll
    static void stopServer() {
        postgres.close();
    }

    @BeforeEach
    void makeDatabase() throws SQLException {
        database = postgres.create();
    }

    @Test
    void keeps_customers_and_their_orders() throws Exception {
        postgres.migrate(database, BuiltShop.version(1), 1);

        try (RunningShop shop = start(1, 11)) {
            String taken = post(shop, "/customers", "{\"name\":\"Eve \",\"email\":\"e@x\"}").body();
            HttpResponse<String> sold =
                    post(shop, "/checkout", "{\"items\":\"1x2\",\"customer\":\"201\"}");

            assertThat(taken).isEqualTo("{\"id\":201}\n");
            assertThat(sold.body()).contains("\"total\":\"6.50\"", "\"order\":401");
            assertThat(get(shop, "/customers/201").body())
                    .contains("<h1>Eve</h1><p>Write to e@x<p>Orders: 1");
            assertThat(get(shop, "/cart?items=1x2&customer=201").body()).contains("For Eve");
            assertThat(post(shop, "/customers/201", "{\"name\":\"Eva\"}").statusCode())
                    .isEqualTo(200);
            assertThat(postgres.ask(database, "SELECT name FROM shop.customers WHERE id = 201"))
                    .isEqualTo("Eva");
            assertThat(
                            postgres.ask(
                                    database,
                                    "SELECT items || ' ' || total_cents FROM shop.orders"
                                            + " WHERE id = 401"))
                    .isEqualTo("1x2 650");
        }
    }

    @Test
    void says_which_customer_is_missing_and_what_is_no_name() throws Exception {
        postgres.migrate(database, BuiltShop.version(1), 1);

        try (RunningShop shop = start(1, 12)) {
            assertThat(get(shop, "/customers/9999").statusCode()).isEqualTo(404);
            assertThat(get(shop, "/customers/1;drop").statusCode()).isEqualTo(404);
            assertThat(post(shop, "/customersX1", "{\"name\":\"Eve\"}").statusCode())
                    .isEqualTo(404);
            HttpResponse<String> sold =
                    post(shop, "/checkout", "{\"items\":\"1x2\",\"customer\":\"9999\"}");
            assertThat(sold.statusCode()).isEqualTo(400);
            assertThat(sold.body()).contains("no customer 9999");
            assertThat(post(shop, "/customers", "{\"name\":\" \"}").statusCode()).isEqualTo(400);
            assertThat(get(shop, "/customers/1").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void names_its_sessions_as_the_environment_says_and_has_three_at_most() throws Exception {
        postgres.migrate(database, BuiltShop.version(1), 1);

        try (RunningShop shop =
                RunningShop.start(
                        BuiltShop.version(1).jar(),
                        13,
                        postgres.setting(database),
                        Map.of("SUREFOOT_APPLICATION_NAME", "shop@0123456789ab"))) {
            DirectLoad.serverErrors(shop.address(), 400, new RequestStream(3, 200));

            assertThat(
                            postgres.ask(
                                    database,
                                    "SELECT count(*) BETWEEN 1 AND 3 FROM pg_stat_activity"
                                            + " WHERE usename = 'shop_app'"
                                            + " AND application_name = 'shop@0123456789ab'"))
                    .isEqualTo("t");
            assertThat(
                            postgres.ask(
                                    database,
                                    "SELECT count(*) FROM pg_stat_activity"
                                            + " WHERE usename = 'shop_app'"
                                            + " AND application_name <> 'shop@0123456789ab'"))
                    .isEqualTo("0");
        }
    }

    @Test
    @Requirement("SHOP-4")
    void loses_no_more_than_the_requests_in_flight_when_its_sessions_end() throws Exception {
        postgres.migrate(database, BuiltShop.version(1), 1);

        try (RunningShop shop = start(1, 14)) {
            DirectLoad.serverErrors(shop.address(), 200, new RequestStream(3, 200));
            assertThat(postgres.endSessions(database)).isNotEqualTo("0");

            List<Integer> answers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                answers.add(get(shop, "/customers/" + (1 + i)).statusCode());
            }

            assertThat(answers).containsExactly(503, 200, 200, 200, 200);
        }
    }

    @Test
    @Requirement("SHOP-4")
    void answers_what_needs_no_database_while_it_is_away_and_the_rest_once_it_is_back()
            throws Exception {
        postgres.migrate(database, BuiltShop.version(1), 1);
        try (RunningShop shop = start(1, 15)) {
            postgres.execute("surefoot", "ALTER DATABASE " + database + " ALLOW_CONNECTIONS false");

            assertThat(get(shop, "/customers/1").statusCode()).isEqualTo(503);
            assertThat(get(shop, "/customers/1").body()).doesNotContain("jdbc", "shop_app");
            assertThat(get(shop, "/ready").statusCode()).isEqualTo(200);
            assertThat(get(shop, "/products").statusCode()).isEqualTo(200);

            postgres.execute("surefoot", "ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
            assertThat(get(shop, "/customers/1").statusCode()).isEqualTo(200);
        }
    }

    @Test
    @Requirement("SHOP-4")
    void lets_nobody_wait_longer_than_two_seconds_for_a_connection() throws Exception {
        postgres.migrate(database, BuiltShop.version(1), 1);

        try (RunningShop shop = start(1, 16);
                Connection other = postgres.asSuperuser(database);
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE shop.customers IN ACCESS EXCLUSIVE MODE");
            List<CompletableFuture<HttpResponse<String>>> blocked = new ArrayList<>();
            for (int i = 1; i <= CONNECTIONS; i++) {
                blocked.add(
                        CLIENT.sendAsync(
                                request(shop, "/customers/" + i), BodyHandlers.ofString()));
            }
            awaitBlocked();

            Instant asked = Instant.now();
            int status = get(shop, "/customers/4").statusCode();
            Duration waited = Duration.between(asked, Instant.now());
            other.rollback();

            assertThat(status).isEqualTo(503);
            // Waiting for those before it to give up, and then for the lock, would take some 10 s.
            assertThat(waited).isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(8));
            // On a slow machine these may have given up after 5 s, before the lock was released.
            assertThat(blocked).allSatisfy(b -> assertThat(b.join().statusCode()).isIn(200, 503));
        }
    }

    @Test
    @Requirement("SHOP-3")
    void two_versions_read_and_write_side_by_side_while_both_columns_exist() throws Exception {
        postgres.migrate(database, BuiltShop.version(2), 2);

        try (RunningShop old = start(1, 17);
                RunningShop fresh = start(2, 18)) {
            post(old, "/customers", "{\"name\":\"Old\"}");
            post(fresh, "/customers", "{\"name\":\"Fresh\"}");
            post(fresh, "/customers/1", "{\"name\":\"By fresh\"}");
            post(old, "/customers/2", "{\"name\":\"By old\"}");
            postgres.run(database, Files.readString(ShopDatabase.file(BuiltShop.version(2), 3)));

            for (RunningShop each : List.of(old, fresh)) {
                assertThat(get(each, "/customers/201").body()).contains("<h1>Old</h1>");
                assertThat(get(each, "/customers/202").body()).contains("<h1>Fresh</h1>");
                assertThat(get(each, "/customers/1").body()).contains("<h1>By fresh</h1>");
                assertThat(get(each, "/customers/2").body()).contains("<h1>By old</h1>");
                assertThat(get(each, "/customers/3").body()).contains("<h1>Dana Dyer</h1>");
            }
            assertThat(
                            postgres.ask(
                                    database,
                                    "SELECT count(*) FROM shop.customers"
                                            + " WHERE full_name IS DISTINCT FROM name"))
                    .isEqualTo("0");
        }
    }

    @Test
    void orders_know_their_currency_also_while_the_version_before_writes_them() throws Exception {
        postgres.migrate(database, BuiltShop.version(3), 5);

        try (RunningShop before = start(2, 19);
                RunningShop shop = start(3, 20)) {
            post(before, "/checkout", "{\"items\":\"1x2\",\"customer\":\"1\"}");
            post(shop, "/checkout", "{\"items\":\"1x2\",\"customer\":\"1\"}");
        }
        String unknown = "SELECT count(*) FROM shop.orders WHERE currency IS NULL";
        assertThat(postgres.ask(database, unknown)).isEqualTo("400");
        postgres.run(database, Files.readString(ShopDatabase.file(BuiltShop.version(3), 6)));

        assertThat(postgres.ask(database, unknown)).isEqualTo("0");
        assertThat(
                        postgres.ask(
                                database,
                                "SELECT string_agg(DISTINCT currency, ' ') FROM shop.orders"
                                        + " WHERE id > 400"))
                .isEqualTo("EUR");
    }

    @Test
    void fails_one_request_in_a_thousand_with_customers_as_it_does_without() throws Exception {
        postgres.migrate(database, BuiltShop.version(2), 4);
        int requests = 6_000;

        try (RunningShop shop = start(2, 21)) {
            int errors =
                    DirectLoad.serverErrors(shop.address(), requests, new RequestStream(5, 200));

            assertThat(errors / (double) requests).isCloseTo(0.001, within(0.0017));
            assertThat(postgres.ask(database, "SELECT count(*) FROM shop.customers WHERE id > 200"))
                    .isNotEqualTo("0");
            assertThat(postgres.ask(database, "SELECT count(*) FROM shop.orders WHERE id > 400"))
                    .isNotEqualTo("0");
        }
    }

    @Test
    void a_shop_that_sold_for_years_has_many_rows_and_half_of_them_are_old() throws Exception {
        postgres.run(database, Files.readString(ShopDatabase.file(BuiltShop.version(1), 1)));

        postgres.run(database, ShopRows.sql());

        assertThat(postgres.ask(database, "SELECT count(*) FROM shop.customers"))
                .isEqualTo("200000");
        assertThat(postgres.ask(database, "SELECT count(*) FROM shop.orders")).isEqualTo("2400000");
        assertThat(
                        postgres.ask(
                                database,
                                "SELECT count(*) BETWEEN 400000 AND 800000 FROM shop.orders"
                                        + " WHERE placed_at < '2025-01-01 00:00:00Z'"))
                .isEqualTo("t");
    }

    private RunningShop start(int version, long seed) throws IOException {
        return RunningShop.start(
                BuiltShop.version(version).jar(), seed, postgres.setting(database), Map.of());
    }

    /** Until all connections of the shop wait for the lock; gives up after some 20 s. */
    private void awaitBlocked() throws Exception {
        String waiting =
                "SELECT count(*) FROM pg_stat_activity"
                        + " WHERE usename = 'shop_app' AND wait_event_type = 'Lock'";
        Instant deadline = Instant.now().plusSeconds(20);
        while (!postgres.ask(database, waiting).equals(String.valueOf(CONNECTIONS))) {
            assertThat(Instant.now()).as("all connections wait").isBefore(deadline);
        }
    }

    private static HttpResponse<String> get(RunningShop shop, String path) throws Exception {
        return CLIENT.send(request(shop, path), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(RunningShop shop, String path, String json)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(address(shop, path))
                        .POST(BodyPublishers.ofString(json))
                        .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static HttpRequest request(RunningShop shop, String path) {
        return HttpRequest.newBuilder(address(shop, path)).build();
    }

    private static URI address(RunningShop shop, String path) {
        return URI.create(shop.address() + path);
    }
}
