package dev.surefoot.bench.backfill;

import dev.surefoot.bench.Report;
import dev.surefoot.bench.stage.Workspace;
import dev.surefoot.cli.Failed;
import dev.surefoot.postgres.EmbeddedPostgres;
import dev.surefoot.postgres.PostgresSettings;
import dev.surefoot.postgres.PostgresStart;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A PostgreSQL of our own, durable as in production (fsync, full pages, synchronous commits) and
 * with PostgreSQL's own defaults for memory and log, not those of our control plane. A new database
 * for each trial. Not thread-safe.
 */
public final class Server implements AutoCloseable {
    private static final int COULD_NOT = 1;
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "shared_buffers",
                    "128MB",
                    "max_wal_size",
                    "1GB",
                    "maintenance_work_mem",
                    "64MB");

    private final Workspace workspace;
    private final EmbeddedPostgres server;
    private int databases;

    private Server(Workspace workspace, EmbeddedPostgres server) {
        this.workspace = workspace;
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @param binaries another PostgreSQL's programs than the bundled ones
     */
    public static Server start(Optional<Path> binaries) throws IOException, SQLException {
        Workspace workspace = Workspace.create();
        PostgresSettings settings =
                new PostgresSettings(
                        workspace.root().resolve("postgres"),
                        binaries,
                        OptionalInt.empty(),
                        PostgresSettings.DEFAULT_START_TIMEOUT,
                        DEFAULTS);
        EmbeddedPostgres started =
                switch (EmbeddedPostgres.start(settings)) {
                    case PostgresStart.Started(EmbeddedPostgres own) -> own;
                    case PostgresStart.Adopted(EmbeddedPostgres own) -> own;
                    case PostgresStart.Refused(var reason, String message) -> {
                        workspace.close();
                        throw new Failed(COULD_NOT, "no PostgreSQL: " + message);
                    }
                };
        Server own = new Server(workspace, started);
        own.admin(
                "create role owner login password 'owner' in role pg_monitor",
                "create role shop login password 'shop'");
        return own;
    }

    /** A new database with a table of so many rows, on the disk, its statistics known. */
    public ShopDatabase shop(int rows, ShopDatabase.Key key) throws SQLException {
        String name = "shop" + ++databases;
        admin("create database " + name + " owner owner");
        ShopDatabase shop =
                new ShopDatabase(
                        "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + name, rows, key);
        shop.fill();
        admin("checkpoint");
        return shop;
    }

    /** Away with it. */
    public void drop(ShopDatabase shop) throws SQLException {
        admin(
                "drop database " + shop.url().substring(shop.url().lastIndexOf('/') + 1),
                "checkpoint");
    }

    /** Its version and what it was set to, for people. */
    public String line() throws SQLException {
        try (Connection connection = connect()) {
            return ShopDatabase.text(
                    connection,
                    """
                    select 'PostgreSQL ' || current_setting('server_version')
                        || ', shared_buffers ' || current_setting('shared_buffers')
                        || ', max_wal_size ' || current_setting('max_wal_size')
                        || ', fsync ' || current_setting('fsync')
                        || ', synchronous_commit ' || current_setting('synchronous_commit')
                        || ', autovacuum ' || current_setting('autovacuum')
                    """);
        }
    }

    /** All went well: nobody needs to look at its folder. */
    public void good() {
        workspace.good();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres",
                server.user(),
                server.password());
    }

    private void admin(String... statements) throws SQLException {
        try (Connection connection = connect()) {
            ShopDatabase.run(connection, statements);
        }
    }

    @Override
    public void close() throws IOException {
        Report.progress("stopping");
        server.close();
        workspace.close();
    }
}
