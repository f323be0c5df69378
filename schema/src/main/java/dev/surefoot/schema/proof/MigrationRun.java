package dev.surefoot.schema.proof;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.Statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Runs migrations on a database of our own, without looking at what they do. */
public final class MigrationRun {
    private MigrationRun() {}

    /** A whole file as its tool would; the first error ends it. */
    public static Optional<SqlError> of(Connection connection, MigrationFile file)
            throws SQLException {
        return switch (file.wrapping()) {
            case FILE -> together(connection, file.statements());
            case STATEMENT -> {
                for (Statement each : file.statements()) {
                    Optional<SqlError> error = alone(connection, each);
                    if (error.isPresent()) {
                        yield error;
                    }
                }
                yield Optional.empty();
            }
        };
    }

    /** In one transaction, all or none. */
    static Optional<SqlError> together(Connection connection, List<Statement> statements)
            throws SQLException {
        connection.setAutoCommit(false);
        try (var sender = connection.createStatement()) {
            sender.setEscapeProcessing(false);
            for (Statement each : statements) {
                sender.execute(each.text());
            }
            connection.commit();
            return Optional.empty();
        } catch (SQLException e) {
            SqlError error = StatementRun.error(e);
            connection.rollback();
            return Optional.of(error);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Outside any transaction of ours, as some statements must be. */
    static Optional<SqlError> alone(Connection connection, Statement statement)
            throws SQLException {
        try (var sender = connection.createStatement()) {
            sender.setEscapeProcessing(false);
            sender.execute(statement.text());
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(StatementRun.error(e));
        }
    }
}
