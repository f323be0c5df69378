package dev.surefoot.schema.check;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.Statement;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Runs each statement of a file twice, each by itself: as after a crash, when what was done is not
 * written down yet. On a copy of the database that is thrown away.
 */
final class Twice {
    private static final int LONGEST_SECONDS = 120;

    private Twice() {}

    /**
     * Whether a crash in the file may lead to a statement being run again: no transaction holds it
     * together, and the runner, which would look what is done, is not asked for by a header.
     */
    static boolean matters(MigrationFile file) {
        boolean headed = file.header().phase().isPresent() || file.header().wrapping().isPresent();
        return file.wrapping() == MigrationFile.Wrapping.STATEMENT && !headed;
    }

    /** What the second run of a statement came to, by its number, where it failed. */
    static Map<Integer, SqlError> run(ShadowDatabase before, MigrationFile file) {
        Map<Integer, SqlError> errors = new HashMap<>();
        try (ShadowDatabase copy = before.shadow().copyOf(before);
                Connection connection = copy.connect()) {
            for (Statement each : file.statements()) {
                if (send(connection, each).isPresent()) {
                    break;
                }
                send(connection, each).ifPresent(error -> errors.put(each.number(), error));
            }
            return errors;
        } catch (SQLException e) {
            throw new ShadowFailure(
                    "running %s twice broke off: %s".formatted(file.path(), e.getMessage()), e);
        }
    }

    private static Optional<SqlError> send(Connection connection, Statement statement) {
        try (java.sql.Statement sender = connection.createStatement()) {
            sender.setEscapeProcessing(false);
            sender.setQueryTimeout(LONGEST_SECONDS);
            sender.execute(statement.text());
            return Optional.empty();
        } catch (SQLException e) {
            String state = e.getSQLState() == null ? "" : e.getSQLState();
            String message = String.valueOf(e.getMessage());
            if (e instanceof PSQLException own) {
                ServerErrorMessage server = own.getServerErrorMessage();
                message = server == null ? message : String.valueOf(server.getMessage());
            }
            return Optional.of(new SqlError(state, message, OptionalInt.empty()));
        }
    }
}
