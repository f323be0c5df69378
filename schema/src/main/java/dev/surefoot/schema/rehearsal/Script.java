package dev.surefoot.schema.rehearsal;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.migration.MigrationFile.Wrapping;
import dev.surefoot.schema.migration.Statement;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements, run as their tool would: in one transaction or each by itself, on a connection of
 * their own, up to the first that fails.
 */
record Script(List<Statement> statements, Wrapping wrapping) {

    private static final Pattern ROLE =
            Pattern.compile("create\\s+(role|user|group)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern THERE = Pattern.compile("role \"(.+)\" already exists");

    /** Where it ended and why. */
    record Failure(SqlError error, int line) {}

    /** Runs it; what a transaction began is rolled back on failure. */
    Optional<Failure> run(ShadowDatabase database, Duration timeout) {
        try (Connection connection = database.connectForScripts()) {
            try (var sender = connection.createStatement()) {
                sender.execute("set statement_timeout = " + timeout.toMillis());
            }
            connection.setAutoCommit(wrapping == Wrapping.STATEMENT);
            for (Statement each : statements) {
                Optional<Failure> failure = run(connection, each, database.shadow());
                if (failure.isPresent()) {
                    return failure;
                }
            }
            return wrapping == Wrapping.FILE ? commit(connection) : Optional.empty();
        } catch (SQLException e) {
            throw new ShadowFailure("the shadow went away: " + e.getMessage(), e);
        }
    }

    /** Roles are the server's: one that an earlier trial made is there, and that is well. */
    private Optional<Failure> run(Connection connection, Statement statement, Shadow shadow)
            throws SQLException {
        boolean role = wrapping == Wrapping.FILE && ROLE.matcher(statement.text()).lookingAt();
        Savepoint before = role ? connection.setSavepoint() : null;
        try (var sender = connection.createStatement()) {
            sender.setEscapeProcessing(false);
            sender.execute(statement.text());
            return Optional.empty();
        } catch (SQLException e) {
            SqlError error = error(connection, e);
            Matcher there = THERE.matcher(error.message());
            if (error.sqlState().equals("42710")
                    && there.matches()
                    && shadow.madeHere(there.group(1))) {
                if (before != null) {
                    connection.rollback(before);
                }
                return Optional.empty();
            }
            return Optional.of(new Failure(error, statement.line()));
        }
    }

    /** Constraints that wait for the end speak up here. */
    private Optional<Failure> commit(Connection connection) throws SQLException {
        try {
            connection.commit();
            return Optional.empty();
        } catch (SQLException e) {
            int line = statements.isEmpty() ? 1 : statements.getLast().line();
            return Optional.of(new Failure(error(connection, e), line));
        }
    }

    private static SqlError error(Connection connection, SQLException e) throws SQLException {
        if (connection.isClosed() || e.getSQLState() == null) {
            throw e;
        }
        ServerErrorMessage message =
                e instanceof PSQLException server ? server.getServerErrorMessage() : null;
        if (message == null) {
            return new SqlError(
                    e.getSQLState(), String.valueOf(e.getMessage()), OptionalInt.empty());
        }
        return new SqlError(
                e.getSQLState(),
                String.valueOf(message.getMessage()),
                message.getPosition() > 0
                        ? OptionalInt.of(message.getPosition())
                        : OptionalInt.empty());
    }
}
