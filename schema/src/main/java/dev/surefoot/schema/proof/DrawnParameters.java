package dev.surefoot.schema.proof;

import dev.surefoot.schema.proof.statement.AppSql;
import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.ComparedColumns;
import dev.surefoot.schema.proof.statement.Parameter;
import dev.surefoot.schema.sql.Grammar;
import dev.surefoot.schema.sql.Identifiers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Values for statements that come without any: from the column that a placeholder is compared with,
 * where the text shows it and a row has one; else a plain value of the type that the server infers;
 * else NULL. Good enough to find what breaks, never to show that a write passes. Needs a connection
 * that may read all tables, inside a transaction; not thread-safe.
 */
final class DrawnParameters {
    private static final String TABLES =
            """
            select n.nspname, c.relname
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid
            where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_'
              and a.attname = ? and a.attnum > 0 and not a.attisdropped
              and upper(c.relname) = any (?)
            order by 1, 2
            """;
    private final Connection connection;
    private final Optional<Grammar> grammar;
    private final StatementRun run;

    DrawnParameters(Connection connection, Optional<Grammar> grammar) {
        this.connection = connection;
        this.grammar = grammar;
        this.run = new StatementRun(connection);
    }

    /** The statement with a value for each placeholder. */
    AppStatement filled(AppStatement statement) throws SQLException {
        int count = AppSql.placeholders(statement.sql());
        if (count == 0) {
            return with(statement, List.of());
        }
        List<Parameter> unknown = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            unknown.add(Parameter.none());
        }
        Savepoint before = connection.setSavepoint();
        List<String> types = run.inferred(with(statement, unknown));
        connection.rollback(before);
        run.forget();
        Map<Integer, String> columns = columns(statement.sql());
        List<Parameter> params = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String column = columns.get(i + 1);
            Optional<String> drawn =
                    column == null ? Optional.empty() : drawn(statement.sql(), column);
            String type = i < types.size() ? types.get(i) : "";
            params.add(
                    new Parameter(
                            drawn.map(value -> type.endsWith("[]") ? array(value) : value)
                                    .or(() -> plain(type)),
                            Optional.empty()));
        }
        return with(statement, params);
    }

    private Map<Integer, String> columns(String sql) {
        Map<Integer, String> shown = ComparedColumns.of(sql);
        grammar.ifPresent(
                parser ->
                        parser.parameterColumns(sql).stream()
                                .forEach(each -> shown.put(each.parameter(), each.column())));
        return shown;
    }

    private static AppStatement with(AppStatement statement, List<Parameter> params) {
        return new AppStatement(
                statement.id(),
                statement.sql(),
                params,
                statement.tx(),
                statement.role(),
                statement.session(),
                statement.ends());
    }

    private Optional<String> drawn(String sql, String column) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement question = connection.prepareStatement(TABLES)) {
            String[] words = AppSql.words(sql.replace("\"", " ")).toArray(String[]::new);
            question.setString(1, column);
            question.setArray(2, connection.createArrayOf("text", words));
            try (ResultSet rows = question.executeQuery()) {
                while (rows.next()) {
                    tables.add(
                            Identifiers.quoted(rows.getString(1))
                                    + "."
                                    + Identifiers.quoted(rows.getString(2)));
                }
            }
        }
        for (String table : tables) {
            try (PreparedStatement question =
                            connection.prepareStatement(value(Identifiers.quoted(column), table));
                    ResultSet row = question.executeQuery()) {
                if (row.next()) {
                    return Optional.of(row.getString(1));
                }
            }
        }
        return Optional.empty();
    }

    private static String value(String column, String table) {
        return "select %1$s::text from %2$s where %1$s is not null limit 1"
                .formatted(column, table);
    }

    /** An array of one element, as the server reads it. */
    static String array(String element) {
        return "{\"" + element.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }

    /** A value that the type takes; empty for NULL. */
    static Optional<String> plain(String type) {
        String base = type.toLowerCase(Locale.ROOT).replaceFirst("\\(.*?\\)", "");
        if (base.endsWith("[]")) {
            return Optional.of("{}");
        }
        return switch (base) {
            case "smallint", "integer", "bigint", "numeric", "real", "double precision", "oid" ->
                    Optional.of("1");
            case "text", "character varying", "character", "name", "citext" -> Optional.of("a");
            case "boolean" -> Optional.of("true");
            case "uuid" -> Optional.of("00000000-0000-0000-0000-000000000000");
            case "date" -> Optional.of("2000-01-01");
            case "timestamp without time zone", "timestamp with time zone" ->
                    Optional.of("2000-01-01 00:00:00+00");
            case "interval" -> Optional.of("1 day");
            case "json", "jsonb" -> Optional.of("{}");
            case "bytea" -> Optional.of("\\x");
            default -> Optional.empty();
        };
    }
}
