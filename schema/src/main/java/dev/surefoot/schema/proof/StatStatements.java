package dev.surefoot.schema.proof;

import dev.surefoot.schema.proof.statement.AppSql;
import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.SqlKind;
import dev.surefoot.schema.proof.statement.StatementSource;
import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.proof.statement.StatementsFile;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.sql.Grammar;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statements from the statistics of a running server: texts by role, without values. Only reads
 * there. What concerns the catalog, connections or the schema is left out.
 */
public final class StatStatements {
    private static final String HIDDEN = "<insufficient privilege>";
    private static final String WHERE =
            """
            select quote_ident(n.nspname) from pg_extension e
            join pg_namespace n on n.oid = e.extnamespace
            where e.extname = 'pg_stat_statements'
            """;

    private StatStatements() {}

    /** What a server told. */
    public sealed interface Answer {
        /**
         * Statements, still without values.
         *
         * @param hidden how many texts our role may not see
         */
        record Found(Statements statements, int hidden) implements Answer {}

        /** Nothing, with what to do about it. */
        record Unavailable(String reason) implements Answer {}
    }

    /** Reads the statistics of the database that the connection is on. */
    public static Answer read(Connection target) throws SQLException {
        List<AppStatement> all = new ArrayList<>();
        int hidden = 0;
        try (Statement sender = target.createStatement()) {
            Optional<String> schema = schema(sender);
            if (schema.isEmpty()) {
                return new Answer.Unavailable(
                        "the database has no extension pg_stat_statements: CREATE EXTENSION it, or"
                                + " record the service's tests with 'surefoot schema record'");
            }
            try (ResultSet rows = sender.executeQuery(statistics(schema.get()))) {
                while (rows.next()) {
                    String sql = rows.getString(2);
                    if (sql.equals(HIDDEN)) {
                        hidden++;
                    } else if (concernsRows(sql)) {
                        all.add(statement("q" + (all.size() + 1), sql, rows.getString(1)));
                    }
                }
            }
        } catch (SQLException e) {
            var error = StatementRun.error(e);
            return new Answer.Unavailable(
                    "pg_stat_statements can't be read: "
                            + error.sqlState()
                            + " "
                            + error.message()
                            + "; it must be in shared_preload_libraries, and our role in"
                            + " pg_read_all_stats");
        }
        String digest = StatementsFile.sha256(StatementsFile.write(all));
        return new Answer.Found(
                new Statements(StatementSource.PG_STAT_STATEMENTS, digest, all), hidden);
    }

    private static String statistics(String schema) {
        return """
               select distinct r.rolname, s.query
               from %s.pg_stat_statements s
               join pg_roles r on r.oid = s.userid
               where s.dbid = (select oid from pg_database where datname = current_database())
                 and s.toplevel
               order by 1, 2
               """
                .formatted(schema);
    }

    private static Optional<String> schema(Statement sender) throws SQLException {
        try (ResultSet row = sender.executeQuery(WHERE)) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    private static boolean concernsRows(String sql) {
        SqlKind kind = SqlKind.of(sql);
        return (kind == SqlKind.READ || kind == SqlKind.WRITE)
                && AppSql.preparable(sql)
                && !AppSql.asksCatalog(sql);
    }

    private static AppStatement statement(String id, String sql, String role) {
        AppStatement plain = AppStatement.of(id, sql);
        return new AppStatement(
                id,
                sql,
                plain.params(),
                plain.tx(),
                Optional.of(role),
                plain.session(),
                plain.ends());
    }

    /**
     * The same statements with values from the rows of a database of our own.
     *
     * @param grammar tells the columns behind placeholders; without it the text alone does
     */
    public static Statements filled(
            Statements statements, ShadowDatabase rows, Optional<Grammar> grammar)
            throws SQLException {
        List<AppStatement> all = new ArrayList<>();
        try (Connection connection = rows.connect()) {
            connection.setAutoCommit(false);
            DrawnParameters drawn = new DrawnParameters(connection, grammar);
            for (AppStatement each : statements.all()) {
                all.add(drawn.filled(each));
            }
            connection.rollback();
        }
        return new Statements(statements.source(), statements.sha256(), all);
    }
}
