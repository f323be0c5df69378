package dev.surefoot.server.db;

import dev.surefoot.postgres.EmbeddedPostgres;
import dev.surefoot.postgres.PostgresSettings;
import dev.surefoot.postgres.PostgresStart;

import org.jdbi.v3.core.Jdbi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A database of its own for each test, on one real PostgreSQL that starts with the first and stops
 * with the JVM.
 */
public final class TestDatabase implements AutoCloseable {
    private static final Path BINARIES = Path.of("target", "postgres-bin").toAbsolutePath();
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Has our tables already, so that each test only copies it. */
    private static final String TEMPLATE = "ours";

    /** Nobody needs it after a power cut. */
    private static final Map<String, String> FORGETFUL =
            Map.of("fsync", "off", "full_page_writes", "off", "synchronous_commit", "off");

    private final String name;
    private final DatabaseAddress address;
    private final Database database;

    private TestDatabase(String name) {
        this.name = name;
        this.address = address(Shared.POSTGRES, name);
        this.database = Database.open(address);
    }

    /** A new database with our tables and nothing in them. */
    public static TestDatabase create() {
        String name = "test_" + COUNT.incrementAndGet();
        execute(Shared.POSTGRES, "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return new TestDatabase(name);
    }

    private static DatabaseAddress address(EmbeddedPostgres postgres, String name) {
        return new DatabaseAddress(
                postgres.jdbcUrl().replaceAll("/[^/]*$", "/" + name),
                Optional.of(postgres.user()),
                Optional.of(postgres.password()));
    }

    private static void execute(EmbeddedPostgres postgres, String sql) {
        Jdbi.create(postgres.jdbcUrl(), postgres.user(), postgres.password())
                .useHandle(handle -> handle.execute(sql));
    }

    public Database database() {
        return database;
    }

    public DatabaseAddress address() {
        return address;
    }

    @Override
    public void close() {
        database.close();
        execute(Shared.POSTGRES, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private static final class Shared {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            Path directory;
            try {
                directory = Files.createTempDirectory("surefoot-test-db");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            PostgresSettings usual = PostgresSettings.in(directory);
            PostgresStart start =
                    EmbeddedPostgres.start(
                            new PostgresSettings(
                                    directory,
                                    usual.binaries(),
                                    usual.port(),
                                    usual.startTimeout(),
                                    FORGETFUL),
                            BINARIES);
            if (!(start instanceof PostgresStart.Started started)) {
                throw new IllegalStateException("no PostgreSQL for tests: " + start);
            }
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> end(started.postgres(), directory)));
            execute(started.postgres(), "CREATE DATABASE " + TEMPLATE);
            Database.open(address(started.postgres(), TEMPLATE)).close();
            return started.postgres();
        }

        private static void end(EmbeddedPostgres postgres, Path directory) {
            postgres.stop();
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(f -> f.delete());
            } catch (IOException e) {
                System.err.println("cannot clear " + directory + ": " + e);
            }
        }
    }
}
