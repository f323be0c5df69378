package dev.surefoot.schema.run;

import dev.surefoot.postgres.EmbeddedPostgres;
import dev.surefoot.postgres.PostgresSettings;
import dev.surefoot.postgres.PostgresStart;
import dev.surefoot.schema.run.target.Target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A PostgreSQL with a database for each test, and an owner and an application's role in it. */
final class TestServer implements AutoCloseable {
    private EmbeddedPostgres server;
    private final Path directory;
    private int databases;

    private TestServer(EmbeddedPostgres server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    static TestServer start() {
        try {
            Path directory = Files.createTempDirectory("surefoot-run");
            return new TestServer(start(directory, OptionalInt.empty()), directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres start(Path directory, OptionalInt port) {
        PostgresSettings settings =
                new PostgresSettings(
                        directory, Optional.empty(), port, PostgresSettings.DEFAULT_START_TIMEOUT);
        return switch (EmbeddedPostgres.start(settings)) {
            case PostgresStart.Started(EmbeddedPostgres own) -> own;
            case PostgresStart.Adopted(EmbeddedPostgres own) -> own;
            case PostgresStart.Refused(var reason, String message) ->
                    throw new AssertionError(message);
        };
    }

    /** Stops it, whatever runs there, and starts it again at the same address. */
    void restart() {
        int port = server.port();
        server.stop();
        server = start(directory, OptionalInt.of(port));
    }

    /** The cluster's folder, which belongs to the server's user. */
    Path data() {
        return directory.resolve("data");
    }

    int port() {
        return server.port();
    }

    /** A new database; role owner owns it and may look at sessions, role shop uses it. */
    synchronized Database database() throws SQLException {
        String name = "run" + ++databases;
        try (Connection connection = admin("postgres");
                Statement statement = connection.createStatement()) {
            if (databases == 1) {
                statement.execute("create role owner login password 'owner' in role pg_monitor");
                statement.execute("create role shop login password 'shop'");
            }
            statement.execute("create database " + name + " owner owner");
        }
        Database database = new Database(this, name);
        database.run("create schema app authorization owner", "grant usage on schema app to shop");
        database.run(
                "alter default privileges in schema app grant select, insert, update, delete on"
                        + " tables to shop");
        return database;
    }

    Connection admin(String database) throws SQLException {
        return DriverManager.getConnection(url(database), server.user(), server.password());
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database;
    }

    @Override
    public void close() {
        server.stop();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One database. */
    record Database(TestServer server, String name) {
        String url(String role) {
            return server.url(name) + "?user=" + role + "&password=" + role;
        }

        Target target() {
            return new Target(url("owner"));
        }

        /** As the owner. */
        Connection owner() throws SQLException {
            return DriverManager.getConnection(url("owner"));
        }

        /** As the application, of a version that it names. */
        Connection shop(String application) throws SQLException {
            return DriverManager.getConnection(url("shop") + "&ApplicationName=" + application);
        }

        void run(String... statements) throws SQLException {
            String role = statements[0].startsWith("create schema") ? "" : "owner";
            try (Connection connection =
                            role.isEmpty()
                                    ? server.admin(name)
                                    : DriverManager.getConnection(url(role));
                    Statement statement = connection.createStatement()) {
                for (String each : statements) {
                    statement.execute(each);
                }
            }
        }

        long number(String sql) throws SQLException {
            try (Connection connection = owner();
                    Statement statement = connection.createStatement();
                    var row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        }

        String text(String sql) throws SQLException {
            try (Connection connection = owner();
                    Statement statement = connection.createStatement();
                    var row = statement.executeQuery(sql)) {
                row.next();
                return String.valueOf(row.getString(1));
            }
        }
    }
}
