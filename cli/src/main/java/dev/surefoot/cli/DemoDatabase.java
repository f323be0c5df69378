package dev.surefoot.cli;

import dev.surefoot.demo.ShopRows;
import dev.surefoot.postgres.EmbeddedPostgres;
import dev.surefoot.postgres.PostgresSettings;
import dev.surefoot.postgres.PostgresStart;
import dev.surefoot.postgres.StopResult;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The shop's own PostgreSQL, apart from Surefoot's: a database an environment, a role that owns the
 * schema and one that the shop connects as.
 */
final class DemoDatabase implements AutoCloseable {
    private static final List<String> ENVIRONMENTS = List.of("staging", "production");
    private static final String OWNER = "shop_owner";
    private static final String APPLICATION = "shop_app";
    private static final int PASSWORD_BYTES = 18;

    private final EmbeddedPostgres server;
    private final String ownerPassword;
    private final String applicationPassword;

    private DemoDatabase(
            EmbeddedPostgres server, String ownerPassword, String applicationPassword) {
        this.server = server;
        this.ownerPassword = ownerPassword;
        this.applicationPassword = applicationPassword;
    }

    /** Starts it with empty databases. */
    static DemoDatabase start(Path directory) {
        EmbeddedPostgres server =
                switch (EmbeddedPostgres.start(PostgresSettings.in(directory))) {
                    case PostgresStart.Started(EmbeddedPostgres own) -> own;
                    case PostgresStart.Adopted(EmbeddedPostgres own) -> own;
                    case PostgresStart.Refused(var reason, String message) ->
                            throw new Failed(ExitCode.COULD_NOT, message);
                };
        DemoDatabase database = new DemoDatabase(server, secret(), secret());
        try {
            database.prepare();
            return database;
        } catch (SQLException e) {
            database.close();
            throw broken(e);
        }
    }

    private void prepare() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE ROLE %s LOGIN PASSWORD '%s' IN ROLE pg_monitor"
                            .formatted(OWNER, ownerPassword));
            statement.execute(
                    "CREATE ROLE %s LOGIN PASSWORD '%s'"
                            .formatted(APPLICATION, applicationPassword));
            for (String environment : ENVIRONMENTS) {
                statement.execute("CREATE DATABASE " + name(environment) + " OWNER " + OWNER);
            }
        }
    }

    /** What the server's environment must hold: addresses of both roles, by variable. */
    Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        for (String environment : ENVIRONMENTS) {
            String suffix = environment.toUpperCase(java.util.Locale.ROOT);
            variables.put("SHOP_DB_" + suffix, url(environment, OWNER, ownerPassword));
            variables.put(
                    "SHOP_APP_DB_" + suffix, url(environment, APPLICATION, applicationPassword));
        }
        return variables;
    }

    /** Gives each environment the rows of a shop that has sold for years. */
    void fill() {
        for (String environment : ENVIRONMENTS) {
            try (Connection owner = connect(environment);
                    Statement statement = owner.createStatement()) {
                statement.execute(ShopRows.sql());
                statement.execute("ANALYZE shop.customers, shop.orders");
            } catch (SQLException e) {
                throw broken(e);
            }
        }
    }

    /** How production's rows are, whatever versions came and went. */
    DemoRows rows() {
        try (Connection owner = connect("production")) {
            return DemoRows.read(owner);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    @Override
    public void close() {
        if (server.stop() instanceof StopResult.StillRunning still) {
            throw new Failed(ExitCode.COULD_NOT, "the shop's PostgreSQL did not end: " + still);
        }
    }

    private Connection connect(String environment) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", OWNER);
        login.setProperty("password", ownerPassword);
        login.setProperty("ApplicationName", "surefoot-demo");
        return DriverManager.getConnection(address(environment), login);
    }

    private String url(String environment, String user, String password) {
        return address(environment) + "?user=" + user + "&password=" + password;
    }

    private String address(String environment) {
        return server.jdbcUrl().replaceFirst("[^/]*$", name(environment));
    }

    private static String name(String environment) {
        return "shop_" + environment;
    }

    private static String secret() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Failed broken(SQLException e) {
        return new Failed(ExitCode.COULD_NOT, "the shop's database: " + e.getMessage());
    }
}
