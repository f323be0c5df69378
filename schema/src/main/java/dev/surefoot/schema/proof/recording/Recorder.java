package dev.surefoot.schema.proof.recording;

import dev.surefoot.postgres.EmbeddedPostgres;
import dev.surefoot.postgres.PostgresSettings;
import dev.surefoot.postgres.PostgresStart;
import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.proof.AppGrants;
import dev.surefoot.schema.proof.MigrationRun;
import dev.surefoot.schema.shadow.ShadowFailure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A server that logs everything that one role says to one database of the same name. Nothing of it
 * is kept: on closing it is stopped and deleted. Thread-safe; closing twice is harmless.
 */
public final class Recorder implements AutoCloseable {
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "log_destination", "jsonlog",
                    "log_filename", "statements.log",
                    "log_rotation_size", "0",
                    "log_rotation_age", "0",
                    "max_connections", "200",
                    "fsync", "off",
                    "full_page_writes", "off");

    private static final int DELETE_TRIES = 50;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final EmbeddedPostgres postgres;
    private final Path directory;
    private final RecordedRole role;

    private Recorder(EmbeddedPostgres postgres, Path directory, RecordedRole role) {
        this.postgres = postgres;
        this.directory = directory;
        this.role = role;
    }

    /**
     * Starts it, with an empty database that the role owns.
     *
     * @param binaries another PostgreSQL, 15 or newer; the bundled one if empty
     * @throws ShadowFailure naming what was tried and what to do
     */
    public static Recorder start(Optional<Path> binaries, String roleName) {
        Path directory;
        try {
            directory = Files.createTempDirectory("surefoot-record");
        } catch (IOException e) {
            throw new ShadowFailure("no folder for the recording's server: " + e.getMessage(), e);
        }
        PostgresSettings settings =
                new PostgresSettings(
                        directory,
                        binaries,
                        OptionalInt.empty(),
                        PostgresSettings.DEFAULT_START_TIMEOUT,
                        OPTIONS);
        return switch (EmbeddedPostgres.start(settings)) {
            case PostgresStart.Started(EmbeddedPostgres own) -> of(own, directory, roleName);
            case PostgresStart.Adopted(EmbeddedPostgres own) -> of(own, directory, roleName);
            case PostgresStart.Refused(var reason, String message) -> {
                delete(directory);
                throw new ShadowFailure(
                        "the recording's server did not start (it must be version 15 or newer): "
                                + message);
            }
        };
    }

    private static Recorder of(EmbeddedPostgres postgres, Path directory, String roleName) {
        RecordedRole role = RecordedRole.of(roleName, postgres.port());
        Recorder recorder = new Recorder(postgres, directory, role);
        try (Connection connection = recorder.superuser(postgres.jdbcUrl());
                Statement sender = connection.createStatement()) {
            String name = sender.enquoteIdentifier(roleName, true);
            sender.execute("create role " + name + " login password '" + role.password() + "'");
            sender.execute("alter role " + name + " set log_statement = 'all'");
            sender.execute("create database " + name + " owner " + name);
            return recorder;
        } catch (SQLException e) {
            recorder.close();
            throw new ShadowFailure(
                    "role " + roleName + " was not made for the recording: " + e.getMessage(), e);
        }
    }

    private Connection superuser(String url) throws SQLException {
        return DriverManager.getConnection(url, postgres.user(), postgres.password());
    }

    /**
     * Runs migrations as superuser before the recording, then gives the role what an application
     * usually has. Returns what went wrong, with the file's name; empty if nothing did.
     */
    public Optional<String> migrate(MigrationSet migrations) {
        try (Connection connection = superuser(role.jdbcUrl())) {
            for (MigrationFile each : migrations.files()) {
                Optional<SqlError> error = MigrationRun.of(connection, each);
                if (error.isPresent()) {
                    return Optional.of(
                            each.path()
                                    + " ends in "
                                    + error.get().sqlState()
                                    + " ("
                                    + error.get().message()
                                    + ")");
                }
            }
            AppGrants.give(connection, role.name());
            return Optional.empty();
        } catch (SQLException e) {
            throw new ShadowFailure("the migrations broke off: " + e.getMessage(), e);
        }
    }

    /** What a command needs to find the database. */
    public Map<String, String> environment() {
        return role.environment();
    }

    /** Stops the server and reads what it logged. */
    public synchronized Recorded finish() {
        postgres.stop();
        Path log = directory.resolve("log").resolve("statements.json");
        if (!Files.exists(log)) {
            return new Recorded(List.of(), 0, 0);
        }
        try (Stream<String> lines = Files.lines(log)) {
            return LogReader.read(lines, role.name());
        } catch (IOException | UncheckedIOException e) {
            throw new ShadowFailure("the recording's log can't be read: " + e.getMessage(), e);
        }
    }

    /** Two may close it at once: whoever is told to stop, and whoever had it. */
    @Override
    public synchronized void close() {
        postgres.stop();
        delete(directory);
    }

    private static void delete(Path directory) {
        for (int left = DELETE_TRIES; ; left--) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
                return;
            } catch (NoSuchFileException e) {
                if (!Files.exists(directory)) {
                    return;
                }
            } catch (IOException | UncheckedIOException e) {
                // The server's logger outlives it by moments, and may write once more.
                if (left <= 0) {
                    throw new ShadowFailure("folder " + directory + " was not deleted: " + e, e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
