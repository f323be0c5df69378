package dev.surefoot.schema.proof;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.shadow.ShadowDatabase;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * A connection as an application's role, with that role's own settings as a login would get them,
 * and bounds on how long a statement may take or wait. Always inside a transaction. Not
 * thread-safe.
 */
final class AppSession implements AutoCloseable {
    private static final String BOUNDS =
            "set statement_timeout = '30s'; set lock_timeout = '5s';"
                    + " set idle_in_transaction_session_timeout = 0";
    private static final String SETTINGS =
            """
            select split_part(each, '=', 1), substr(each, strpos(each, '=') + 1)
            from pg_db_role_setting s
            join pg_roles r on r.oid = s.setrole
            cross join unnest(s.setconfig) each
            where r.rolname = ?
              and s.setdatabase in (0, (select oid from pg_database
                                        where datname = current_database()))
            order by s.setdatabase
            """;

    private final Connection connection;
    private final StatementRun run;

    private AppSession(Connection connection) {
        this.connection = connection;
        this.run = new StatementRun(connection);
    }

    static AppSession open(ShadowDatabase database, String role) throws SQLException {
        Connection connection = database.connectAs(role);
        try {
            adopt(connection, role);
            connection.setAutoCommit(false);
            return new AppSession(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void adopt(Connection connection, String role) throws SQLException {
        try (Statement sender = connection.createStatement();
                PreparedStatement question = connection.prepareStatement(SETTINGS);
                PreparedStatement setter =
                        connection.prepareStatement("select set_config(?, ?, false)")) {
            question.setString(1, role);
            try (ResultSet each = question.executeQuery()) {
                while (each.next()) {
                    setter.setString(1, each.getString(1));
                    setter.setString(2, each.getString(2));
                    setter.execute();
                }
            }
            sender.execute(BOUNDS);
        }
    }

    Connection connection() {
        return connection;
    }

    /**
     * Runs a statement under a savepoint: an error leaves the transaction as it was.
     *
     * @param keep whether what it did stays when it succeeds
     */
    Outcome attempt(AppStatement statement, List<String> typed, boolean keep) throws SQLException {
        Savepoint before = connection.setSavepoint();
        Outcome outcome = run.execute(statement, typed);
        settle(before, keep && outcome.error().isEmpty());
        run.forget();
        return outcome;
    }

    /** What deferred constraints have against what was kept; it would be said at COMMIT. */
    Optional<SqlError> atCommit() throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement sender = connection.createStatement()) {
            sender.execute("set constraints all immediate");
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(StatementRun.error(e));
        } finally {
            settle(before, false);
        }
    }

    /** What a mere PREPARE would say. */
    Outcome prepareOnly(AppStatement statement) throws SQLException {
        Savepoint before = connection.setSavepoint();
        Outcome outcome = run.prepareOnly(statement);
        settle(before, false);
        run.forget();
        return outcome;
    }

    /** The parameters' types as the server infers them. */
    List<String> inferred(AppStatement statement) throws SQLException {
        Savepoint before = connection.setSavepoint();
        List<String> types = run.inferred(statement);
        settle(before, false);
        run.forget();
        return types;
    }

    private void settle(Savepoint before, boolean keep) throws SQLException {
        if (keep) {
            connection.releaseSavepoint(before);
        } else {
            connection.rollback(before);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
