package dev.surefoot.schema.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What a version of the application writes: recorded statements, or rows that stand in for them.
 */
@FunctionalInterface
public interface Writes {
    /** Nothing. */
    Writes NONE = _ -> {};

    /**
     * Runs them, the same ones each time. What the database refuses is left out there and is no
     * error here; an exception means that the connection is of no use.
     *
     * @param connection as superuser, with auto-commit; stays open
     */
    void run(Connection connection) throws SQLException;

    /** Statements, each by itself. */
    static Writes of(List<String> statements) {
        return connection -> {
            try (Statement sender = connection.createStatement()) {
                for (String each : statements) {
                    try {
                        sender.execute(each);
                    } catch (SQLException e) {
                        if (connection.isClosed()) {
                            throw e;
                        }
                    }
                }
            }
        };
    }
}
