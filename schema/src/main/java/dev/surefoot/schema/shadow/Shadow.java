package dev.surefoot.schema.shadow;

import dev.surefoot.postgres.EmbeddedPostgres;
import dev.surefoot.postgres.PostgresSettings;
import dev.surefoot.postgres.PostgresStart;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL for trials: a database for each, made empty or as a copy of another. On closing, all
 * databases that were made are dropped and an embedded server is stopped and deleted.
 *
 * <p>Every connection gets the settings of production that were given (for example {@code TimeZone}
 * and {@code search_path}); parallel workers are off, so that what is counted repeats. Thread-safe.
 */
public final class Shadow implements AutoCloseable {
    private static final Map<String, String> REPEATABLE =
            Map.of(
                    "max_parallel_maintenance_workers", "0",
                    "max_parallel_workers_per_gather", "0",
                    "synchronous_commit", "off",
                    "jit", "off");

    private final String base;
    private final Properties login;
    private final Map<String, String> settings;
    private final @Nullable EmbeddedPostgres embedded;
    private final @Nullable Path directory;
    private final String version;
    private final Set<String> made = new LinkedHashSet<>();
    private final AtomicInteger number = new AtomicInteger();
    private final String prefix = "surefoot_shadow_" + ProcessHandle.current().pid() + "_";

    private Shadow(
            String base,
            Properties login,
            Map<String, String> settings,
            @Nullable EmbeddedPostgres embedded,
            @Nullable Path directory) {
        this.base = base;
        this.login = login;
        this.embedded = embedded;
        this.directory = directory;
        this.settings = new TreeMap<>(REPEATABLE);
        this.settings.putAll(settings);
        this.version = askVersion();
    }

    /**
     * Starts a shadow.
     *
     * @param settings production's, by their names in {@code postgresql.conf}
     * @throws ShadowFailure naming what was tried and what to do
     */
    public static Shadow start(ShadowSource source, Map<String, String> settings) {
        return switch (source) {
            case ShadowSource.Bundled() -> embedded(Optional.empty(), settings);
            case ShadowSource.Binaries(Path binaries) -> embedded(Optional.of(binaries), settings);
            case ShadowSource.Server(String url) ->
                    new Shadow(url, new Properties(), settings, null, null);
        };
    }

    private static Shadow embedded(Optional<Path> binaries, Map<String, String> settings) {
        Path directory;
        try {
            directory = Files.createTempDirectory("surefoot-shadow");
        } catch (IOException e) {
            throw new ShadowFailure("no folder for the shadow: " + e.getMessage(), e);
        }
        PostgresSettings asked =
                new PostgresSettings(
                        directory,
                        binaries,
                        OptionalInt.empty(),
                        PostgresSettings.DEFAULT_START_TIMEOUT);
        return switch (EmbeddedPostgres.start(asked)) {
            case PostgresStart.Started(EmbeddedPostgres own) -> of(own, settings, directory);
            case PostgresStart.Adopted(EmbeddedPostgres own) -> of(own, settings, directory);
            case PostgresStart.Refused(var reason, String message) -> {
                delete(directory);
                throw new ShadowFailure("the shadow did not start: " + message);
            }
        };
    }

    private static Shadow of(EmbeddedPostgres own, Map<String, String> settings, Path directory) {
        Properties login = new Properties();
        login.setProperty("user", own.user());
        login.setProperty("password", own.password());
        return new Shadow(own.jdbcUrl(), login, settings, own, directory);
    }

    /** The server's version, for example {@code 17.11}. */
    public String version() {
        return version;
    }

    /** The major version, for example 17. */
    public int major() {
        return Integer.parseInt(version.replaceFirst("\\D.*", ""));
    }

    /** The settings that every connection gets. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    /** A new, empty database. */
    public ShadowDatabase create() {
        return create("template0");
    }

    /** A new database, the same as another, to which nobody may be connected meanwhile. */
    public ShadowDatabase copyOf(ShadowDatabase template) {
        return create(template.name());
    }

    private ShadowDatabase create(String template) {
        String name = prefix + number.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(base, login);
                Statement statement = connection.createStatement()) {
            synchronized (made) {
                made.add(name);
            }
            statement.execute("create database " + name + " template " + quoted(template));
            return new ShadowDatabase(this, name);
        } catch (SQLException e) {
            throw new ShadowFailure(
                    "no database made from " + template + " in the shadow: " + e.getMessage(), e);
        }
    }

    /** A list of schemas stays a list; everything else is one word. */
    private static String value(Map.Entry<String, String> setting) {
        return setting.getKey().equals("search_path")
                ? setting.getValue()
                : "'" + setting.getValue().replace("'", "''") + "'";
    }

    /** Drops a database, whoever is connected to it. */
    void drop(String name) {
        try (Connection connection = DriverManager.getConnection(base, login);
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            synchronized (made) {
                made.remove(name);
            }
        } catch (SQLException e) {
            throw new ShadowFailure(
                    "database " + name + " of the shadow was not dropped: " + e.getMessage(), e);
        }
    }

    /** A connection as superuser. */
    Connection connect(String name) throws SQLException {
        Properties all = new Properties(login);
        login.stringPropertyNames().forEach(key -> all.setProperty(key, login.getProperty(key)));
        Connection connection = DriverManager.getConnection(address(name), all);
        // The driver sends this machine's time zone at the start, which outranks the database's.
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> each : settings.entrySet()) {
                statement.execute("set " + quoted(each.getKey()) + " = " + value(each));
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private String address(String name) {
        return base.replaceFirst("^(jdbc:postgresql:(?://[^/]*/)?)[^?]*", "$1" + name);
    }

    private String askVersion() {
        try (Connection connection = DriverManager.getConnection(base, login);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show server_version")) {
            row.next();
            return row.getString(1).replaceFirst(" .*", "");
        } catch (SQLException e) {
            close();
            throw new ShadowFailure("the shadow does not answer: " + e.getMessage(), e);
        }
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.stop();
        } else {
            Set<String> all;
            synchronized (made) {
                all = new LinkedHashSet<>(made);
            }
            all.forEach(this::drop);
        }
        if (directory != null) {
            delete(directory);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new ShadowFailure("folder " + directory + " was not deleted: " + e, e);
        }
    }
}
