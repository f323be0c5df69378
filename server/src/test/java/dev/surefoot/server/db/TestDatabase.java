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

    private final DatabaseAddress address;
    private final Database database;

    private TestDatabase(DatabaseAddress address) {
        this.address = address;
        this.database = Database.open(address);
    }

    /** A new database with our tables and nothing in them. */
    public static TestDatabase create() {
        EmbeddedPostgres postgres = Shared.POSTGRES;
        String name = "test_" + COUNT.incrementAndGet();
        Jdbi.create(postgres.jdbcUrl(), postgres.user(), postgres.password())
                .useHandle(handle -> handle.execute("CREATE DATABASE " + name));
        return new TestDatabase(
                new DatabaseAddress(
                        postgres.jdbcUrl().replaceAll("/[^/]*$", "/" + name),
                        Optional.of(postgres.user()),
                        Optional.of(postgres.password())));
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
            PostgresStart start = EmbeddedPostgres.start(PostgresSettings.in(directory), BINARIES);
            if (!(start instanceof PostgresStart.Started started)) {
                throw new IllegalStateException("no PostgreSQL for tests: " + start);
            }
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> end(started.postgres(), directory)));
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
