package dev.surefoot.schema.proof;

import dev.surefoot.schema.shadow.ShadowDatabase;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Runs SQL of a test on a shadow's database, as its owner. */
final class Databases {
    private Databases() {}

    static void run(ShadowDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(ShadowDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** A step of one statement or several, proved after. */
    static Step step(State state, String name, String sql) {
        return new Step(
                state,
                name,
                true,
                on -> {
                    try {
                        run(on, sql);
                        return Optional.empty();
                    } catch (SQLException e) {
                        return Optional.of(StatementRun.error(e));
                    }
                });
    }
}
