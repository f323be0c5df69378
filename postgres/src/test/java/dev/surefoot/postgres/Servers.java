package dev.surefoot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BooleanSupplier;

/** Starts real servers for tests and stops whatever a test has left running. */
final class Servers implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Kept between runs, as a user's cache is; its content is named by its hash. */
    static final Path CACHE = Path.of("target", "postgres-bin").toAbsolutePath();

    private final Deque<EmbeddedPostgres> running = new ConcurrentLinkedDeque<>();

    static PostgresSettings settings(Path directory) {
        return new PostgresSettings(directory, Optional.empty(), OptionalInt.empty(), PATIENCE);
    }

    PostgresStart start(Path directory) {
        return start(settings(directory));
    }

    PostgresStart start(PostgresSettings settings) {
        return start(settings, Privileges.here(), CACHE);
    }

    PostgresStart start(PostgresSettings settings, Privileges privileges, Path cache) {
        PostgresStart start = new Starter(settings, cache, privileges).start();
        switch (start) {
            case PostgresStart.Started(EmbeddedPostgres postgres) -> running.push(postgres);
            case PostgresStart.Adopted(EmbeddedPostgres postgres) -> running.push(postgres);
            case PostgresStart.Refused(Reason reason, String message) -> {}
        }
        return start;
    }

    EmbeddedPostgres started(Path directory) {
        return started(start(directory));
    }

    static EmbeddedPostgres started(PostgresStart start) {
        assertThat(start).isInstanceOf(PostgresStart.Started.class);
        return ((PostgresStart.Started) start).postgres();
    }

    static EmbeddedPostgres adopted(PostgresStart start) {
        assertThat(start).isInstanceOf(PostgresStart.Adopted.class);
        return ((PostgresStart.Adopted) start).postgres();
    }

    static PostgresStart.Refused refused(PostgresStart start) {
        assertThat(start).isInstanceOf(PostgresStart.Refused.class);
        return (PostgresStart.Refused) start;
    }

    /** The first column of the first row; empty text for a statement without rows. */
    static String sql(EmbeddedPostgres postgres, String statement) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement running = connection.createStatement()) {
            if (!running.execute(statement)) {
                return "";
            }
            try (ResultSet rows = running.getResultSet()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        }
    }

    static void await(String what, BooleanSupplier condition) {
        Deadline deadline = Deadline.in(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(deadline.pause()).as(what).isTrue();
        }
    }

    static void signal(String name, long pid) {
        assertThat(
                        Command.run(
                                        List.of("sh", "-c", "kill -" + name + " " + pid),
                                        Deadline.in(PATIENCE))
                                .ok())
                .isTrue();
    }

    @Override
    public void close() {
        running.forEach(EmbeddedPostgres::close);
    }
}
