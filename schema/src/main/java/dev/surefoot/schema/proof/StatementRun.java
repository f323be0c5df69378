package dev.surefoot.schema.proof;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.proof.statement.AppSql;
import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.Parameter;
import dev.surefoot.schema.proof.statement.SqlKind;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PgResultSet;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Sends one statement on a connection inside a transaction and tells what came of it. Statements
 * about rows are prepared by name, with the parameters' types left to the server unless given, and
 * executed with their values as untyped literals; the server treats both as it treats a parse and
 * bind of the extended protocol. Others get their values written in. An error leaves the
 * transaction failed. Not thread-safe.
 */
final class StatementRun {
    private static final String NAME = "surefoot_p";

    private final Connection connection;
    private final ResultTypes types;

    StatementRun(Connection connection) {
        this.connection = connection;
        this.types = new ResultTypes(connection);
    }

    /**
     * Runs it.
     *
     * @param typed types of the parameters, in order; empty to leave them to the statement
     */
    Outcome execute(AppStatement statement, List<String> typed) throws SQLException {
        try (Statement sender = sender()) {
            if (statement.kind() == SqlKind.COPY) {
                return copy(statement.sql());
            }
            if (!AppSql.preparable(statement.sql())) {
                return results(sender, AppSql.filled(statement.sql(), statement.params()));
            }
            sender.execute(prepare(NAME, statement, typed));
            return results(sender, execute(NAME, statement));
        } catch (SQLException e) {
            return Outcome.failed(error(e));
        }
    }

    /** Only prepares it, as a check that never executes would. */
    Outcome prepareOnly(AppStatement statement) throws SQLException {
        try (Statement sender = sender()) {
            sender.execute(prepare(NAME, statement, List.of()));
            return Outcome.touched(0);
        } catch (SQLException e) {
            return Outcome.failed(error(e));
        }
    }

    /** The types that the server infers for the parameters; empty where it can't. */
    List<String> inferred(AppStatement statement) throws SQLException {
        if (statement.params().isEmpty() || !AppSql.preparable(statement.sql())) {
            return List.of();
        }
        try (Statement sender = sender()) {
            sender.execute(prepare(NAME, statement, List.of()));
            List<String> all = new ArrayList<>();
            try (ResultSet rows =
                    sender.executeQuery(
                            """
                            select each::text
                            from pg_prepared_statements, unnest(parameter_types) each
                            where name = '%s'
                            """
                                    .formatted(NAME))) {
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
            }
            return all;
        } catch (SQLException e) {
            error(e);
            return List.of();
        }
    }

    /** Forgets what was prepared; call outside a failed transaction. */
    void forget() throws SQLException {
        try (Statement sender = sender();
                ResultSet rows =
                        sender.executeQuery(
                                "select from pg_prepared_statements where name = '" + NAME + "'")) {
            if (rows.next()) {
                sender.execute("deallocate " + NAME);
            }
        }
    }

    private Statement sender() throws SQLException {
        Statement sender = connection.createStatement();
        sender.setEscapeProcessing(false);
        return sender;
    }

    static String prepare(String name, AppStatement statement, List<String> typed) {
        List<String> types =
                typed.isEmpty()
                        ? statement.params().stream()
                                .map(each -> each.type().orElse("unknown"))
                                .toList()
                        : typed;
        boolean open = types.stream().allMatch("unknown"::equals);
        return "prepare "
                + name
                + (open ? "" : "(" + String.join(", ", types) + ")")
                + " as "
                + AppSql.split(statement.sql()).getFirst();
    }

    static String execute(String name, AppStatement statement) {
        return statement.params().isEmpty()
                ? "execute " + name
                : statement.params().stream()
                        .map(Parameter::literal)
                        .collect(Collectors.joining(", ", "execute " + name + "(", ")"));
    }

    private Outcome results(Statement sender, String sql) throws SQLException {
        Outcome last = Outcome.touched(0);
        long touched = 0;
        boolean isRows = sender.execute(sql);
        while (isRows || sender.getUpdateCount() >= 0) {
            if (isRows) {
                last = rows((PgResultSet) sender.getResultSet());
            } else {
                touched += sender.getUpdateCount();
                last = Outcome.touched(touched);
            }
            isRows = sender.getMoreResults();
        }
        return named(last);
    }

    private static Outcome rows(PgResultSet rows) throws SQLException {
        try (rows) {
            List<Outcome.Column> columns = new ArrayList<>();
            int width = rows.getMetaData().getColumnCount();
            for (int i = 1; i <= width; i++) {
                String name = rows.getMetaData().getColumnName(i);
                columns.add(new Outcome.Column(name, Integer.toString(rows.getColumnOID(i))));
            }
            List<List<Optional<String>>> values = new ArrayList<>();
            long count = 0;
            while (rows.next()) {
                if (++count <= Outcome.KEPT) {
                    List<Optional<String>> row = new ArrayList<>();
                    for (int i = 1; i <= width; i++) {
                        row.add(Optional.ofNullable(rows.getString(i)));
                    }
                    values.add(row);
                }
            }
            return new Outcome(Optional.empty(), columns, count, values);
        }
    }

    private Outcome named(Outcome outcome) throws SQLException {
        List<Outcome.Column> columns = new ArrayList<>();
        for (Outcome.Column each : outcome.columns()) {
            columns.add(new Outcome.Column(each.name(), types.name(each.type())));
        }
        return new Outcome(outcome.error(), columns, outcome.rows(), outcome.values());
    }

    /** Its rows are in no log: without any, columns and privileges are still checked. */
    private Outcome copy(String sql) throws SQLException {
        var copies = connection.unwrap(PGConnection.class).getCopyAPI();
        try {
            return AppSql.words(sql).contains("STDIN")
                    ? Outcome.touched(copies.copyIn(sql, new StringReader("")))
                    : Outcome.touched(copies.copyOut(sql, OutputStream.nullOutputStream()));
        } catch (IOException e) {
            throw new SQLException("COPY broke off: " + e.getMessage(), "08006", e);
        }
    }

    /** The server's answer as a value; a lost connection is thrown, as it is no answer. */
    static SqlError error(SQLException e) throws SQLException {
        String state = e.getSQLState();
        if (state == null || state.startsWith("08") || state.startsWith("57P")) {
            throw e;
        }
        ServerErrorMessage server =
                e instanceof PSQLException own ? own.getServerErrorMessage() : null;
        String message = server == null ? e.getMessage() : server.getMessage();
        return new SqlError(state, message == null ? "" : message.strip(), position(server));
    }

    private static OptionalInt position(@Nullable ServerErrorMessage server) {
        return server == null || server.getPosition() == 0
                ? OptionalInt.empty()
                : OptionalInt.of(server.getPosition());
    }
}
