package dev.surefoot.schema.shadow;

import dev.surefoot.postgres.EmbeddedPostgres;
import dev.surefoot.postgres.PostgresSettings;
import dev.surefoot.postgres.PostgresStart;
import dev.surefoot.schema.sql.Identifiers;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL for trials: a database for each, made empty or as a copy of another. On closing, and
 * when the JVM is asked to end, all databases that were made are dropped and an embedded server is
 * stopped and deleted; what a killed JVM left is removed by the next start.
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
                    "lc_messages", "C",
                    "track_counts", "on",
                    "jit", "off");

    /** Nothing but trials may read or lock a table. */
    private static final Map<String, String> QUIET = Map.of("autovacuum", "off");

    /** For a cluster that nobody misses: what is written takes no time on the disk. */
    private static final Map<String, String> FORGETFUL =
            Map.of(
                    "autovacuum", "off",
                    "fsync", "off",
                    "full_page_writes", "off");

    private final ShadowLogin login;
    private final Map<String, String> settings;
    private final @Nullable EmbeddedPostgres embedded;
    private final @Nullable Path directory;
    private final @Nullable ShadowLeftovers leftovers;
    private final String version;
    private final Set<String> foreignRoles;
    private final String prefix;
    private final Set<String> made = new LinkedHashSet<>();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread atExit = new Thread(this::end, "surefoot-shadow-end");

    private Shadow(
            ShadowLogin login,
            Map<String, String> settings,
            @Nullable EmbeddedPostgres embedded,
            @Nullable Path directory) {
        this.login = login;
        this.embedded = embedded;
        this.directory = directory;
        this.settings = new TreeMap<>(REPEATABLE);
        this.settings.putAll(settings);
        ShadowLogin.Server server = login.ask();
        this.version = server.version();
        this.foreignRoles = Set.copyOf(server.roles());
        this.leftovers = embedded == null ? ShadowLeftovers.start(login) : null;
        this.prefix = leftovers == null ? "surefoot_shadow_" : leftovers.prefix();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a shadow that writes to its disk as production does: how long something takes may be
     * measured on it.
     *
     * @param settings production's, by their names in {@code postgresql.conf}
     * @throws ShadowFailure naming what was tried and what to do
     */
    public static Shadow start(ShadowSource source, Map<String, String> settings) {
        return start(source, settings, QUIET);
    }

    /**
     * The same, but a server of our own waits for no disk. Its facts are the same; times are not.
     *
     * @throws ShadowFailure naming what was tried and what to do
     */
    public static Shadow startForgetful(ShadowSource source, Map<String, String> settings) {
        return start(source, settings, FORGETFUL);
    }

    private static Shadow start(
            ShadowSource source, Map<String, String> settings, Map<String, String> server) {
        Shadow shadow =
                switch (source) {
                    case ShadowSource.Bundled() -> embedded(Optional.empty(), settings, server);
                    case ShadowSource.Binaries(Path binaries) ->
                            embedded(Optional.of(binaries), settings, server);
                    case ShadowSource.Server(String url) ->
                            new Shadow(ShadowLogin.of(url), settings, null, null);
                };
        try {
            shadow.tryOut();
            return shadow;
        } catch (ShadowFailure e) {
            shadow.end();
            throw e;
        }
    }

    private static Shadow embedded(
            Optional<Path> binaries, Map<String, String> settings, Map<String, String> server) {
        ShadowFolder.sweep();
        Path directory = ShadowFolder.make();
        PostgresSettings asked =
                new PostgresSettings(
                        directory,
                        binaries,
                        OptionalInt.empty(),
                        PostgresSettings.DEFAULT_START_TIMEOUT,
                        server);
        return switch (EmbeddedPostgres.start(asked)) {
            case PostgresStart.Started(EmbeddedPostgres own) -> of(own, settings, directory);
            case PostgresStart.Adopted(EmbeddedPostgres own) -> of(own, settings, directory);
            case PostgresStart.Refused(var reason, String message) -> {
                ShadowFolder.delete(directory);
                throw new ShadowFailure("the shadow did not start (" + reason + "): " + message);
            }
        };
    }

    private static Shadow of(EmbeddedPostgres own, Map<String, String> settings, Path directory) {
        Properties properties = new Properties();
        properties.setProperty("user", own.user());
        properties.setProperty("password", own.password());
        return new Shadow(new ShadowLogin(own.jdbcUrl(), properties), settings, own, directory);
    }

    /** One connection, so that settings that the server does not know are told at once. */
    private void tryOut() {
        try (Connection connection = login.connect()) {
            set(connection);
        } catch (SQLException e) {
            throw new ShadowFailure(
                    "the shadow (PostgreSQL "
                            + version
                            + ") does not take the settings "
                            + settings
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    ShadowLogin login() {
        return login;
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
        synchronized (made) {
            made.add(name);
        }
        execute(
                "no database made from " + template,
                "create database " + name + " template " + Identifiers.quoted(template));
        return new ShadowDatabase(this, name);
    }

    /** Drops a database, whoever is connected to it. */
    void drop(String name) {
        if (closed.get()) {
            return;
        }
        execute(
                "database " + name + " was not dropped",
                "drop database if exists " + name + " with (force)");
        synchronized (made) {
            made.remove(name);
        }
    }

    private void execute(String failure, String sql) {
        try (Connection connection = login.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new ShadowFailure(
                    failure
                            + " in the shadow: "
                            + e.getMessage()
                            + ("53100".equals(e.getSQLState())
                                    ? "; free some space where it keeps its files"
                                    : ""),
                    e);
        }
    }

    /** A connection as superuser. */
    Connection connect(String name) throws SQLException {
        return connect(name, "extended");
    }

    Connection connect(String name, String queryMode) throws SQLException {
        Connection connection = login.connect(name, queryMode);
        // The driver sends this machine's time zone at the start, which outranks the database's.
        try {
            set(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void set(Connection connection) throws SQLException {
        StringBuilder all = new StringBuilder();
        for (Map.Entry<String, String> each : settings.entrySet()) {
            all.append("set ")
                    .append(Identifiers.quoted(each.getKey()))
                    .append(" = ")
                    .append(value(each));
            all.append(";\n");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(all.toString());
        }
    }

    /** A list of schemas stays a list; everything else is one word. */
    private static String value(Map.Entry<String, String> setting) {
        return setting.getKey().equals("search_path")
                ? setting.getValue()
                : "'" + setting.getValue().replace("'", "''") + "'";
    }

    /** All of DISCARD ALL, but for the plans of our own statements. */
    void reset(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    set session authorization default; reset all; close all; unlisten *;
                    select pg_catalog.pg_advisory_unlock_all(); discard sequences; discard temp;
                    """);
        }
        set(connection);
    }

    /**
     * Makes a role without login, which belongs to the whole server. One that is there is as good.
     */
    public void makeRole(String role) {
        try (Connection connection = login.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + Identifiers.quoted(role) + " nologin");
        } catch (SQLException e) {
            if (!"42710".equals(e.getSQLState())) {
                throw new ShadowFailure(
                        "role " + role + " was not made in the shadow: " + e.getMessage(), e);
            }
        }
        claimRoles();
    }

    /**
     * Makes an empty database of a name that migrations speak of.
     *
     * @return false if the server is not ours alone, where names belong to others, or it is there
     */
    public boolean makeDatabase(String database) {
        if (embedded == null) {
            return false;
        }
        try (Connection connection = login.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + Identifiers.quoted(database));
            return true;
        } catch (SQLException e) {
            if ("42P04".equals(e.getSQLState())) {
                return false;
            }
            throw new ShadowFailure(
                    "database " + database + " was not made in the shadow: " + e.getMessage(), e);
        }
    }

    /** Whether a role was made by a trial, rather than there before. */
    public boolean madeHere(String role) {
        return !foreignRoles.contains(role);
    }

    /** Marks the roles that trials have made, so that they are dropped at the end. */
    public void claimRoles() {
        if (leftovers != null) {
            try {
                leftovers.claim(foreignRoles);
            } catch (SQLException e) {
                throw new ShadowFailure(
                        "roles of the shadow could not be marked: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // The JVM is ending, and the hook does the same.
        }
        end();
    }

    private synchronized void end() {
        if (closed.get()) {
            return;
        }
        if (leftovers != null) {
            Set<String> all;
            synchronized (made) {
                all = new LinkedHashSet<>(made);
            }
            all.forEach(this::drop);
            try {
                leftovers.close();
            } catch (SQLException e) {
                throw new ShadowFailure(
                        "roles of the shadow were not dropped: " + e.getMessage(), e);
            }
        }
        closed.set(true);
        if (embedded != null) {
            embedded.stop();
        }
        if (directory != null) {
            ShadowFolder.delete(directory);
        }
    }
}
