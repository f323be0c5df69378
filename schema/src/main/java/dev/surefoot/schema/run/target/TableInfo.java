package dev.surefoot.schema.run.target;

import dev.surefoot.schema.sql.Identifiers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A table as the catalog has it.
 *
 * @param quoted with its schema, as SQL writes it
 * @param alias its own name, quoted: what expressions of its columns may call it
 * @param rows as the planner estimates; 0 if never analyzed
 * @param columns by name, in order
 */
public record TableInfo(
        long oid, String quoted, String alias, long rows, Map<String, ColumnInfo> columns) {

    /**
     * A column.
     *
     * @param type as SQL casts to it
     * @param equality whether values can be compared for equality
     * @param derived generated or an identity
     */
    public record ColumnInfo(
            int number,
            String type,
            boolean notNull,
            boolean hasDefault,
            boolean derived,
            boolean equality) {}

    public TableInfo {
        columns = new LinkedHashMap<>(columns);
    }

    /** As a migration names it, for example {@code app.users}; empty if there is none. */
    public static Optional<TableInfo> find(Connection connection, String name) throws SQLException {
        return Sql.first(
                connection,
                """
                select c.oid, quote_ident(n.nspname) || '.' || quote_ident(c.relname),
                    quote_ident(c.relname), greatest(c.reltuples, 0)::bigint
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.oid = to_regclass(?) and c.relkind in ('r', 'p')
                """,
                row ->
                        new TableInfo(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4),
                                columns(connection, row.getLong(1))),
                name);
    }

    private static Map<String, ColumnInfo> columns(Connection connection, long oid)
            throws SQLException {
        Map<String, ColumnInfo> all = new LinkedHashMap<>();
        Sql.list(
                connection,
                """
                select a.attname, a.attnum, format_type(a.atttypid, -1), a.attnotnull,
                    a.atthasdef and a.attgenerated = '',
                    a.attgenerated <> '' or a.attidentity <> '',
                    a.atttypid not in ('json'::regtype, 'xml'::regtype, 'point'::regtype)
                from pg_attribute a
                where a.attrelid = cast(? as bigint)::oid and a.attnum > 0 and not a.attisdropped
                order by a.attnum
                """,
                row ->
                        all.put(
                                        row.getString(1),
                                        new ColumnInfo(
                                                row.getInt(2),
                                                row.getString(3),
                                                row.getBoolean(4),
                                                row.getBoolean(5),
                                                row.getBoolean(6),
                                                row.getBoolean(7)))
                                == null,
                oid);
        return all;
    }

    /** A column by the name that a migration gives it: folded unless quoted. */
    public Optional<String> column(String written) {
        String name = unquoted(written);
        return columns.containsKey(name) ? Optional.of(name) : Optional.empty();
    }

    /** How two values of a column are told apart. */
    public String distinct(String column, String left, String right) {
        ColumnInfo info = columns.get(column);
        return info == null || info.equality()
                ? left + " is distinct from " + right
                : "(" + left + ")::text is distinct from (" + right + ")::text";
    }

    /** A constant row of NULLs under the table's own name. */
    public String nullRow() {
        return "(select (null::" + quoted + ").*) as " + alias;
    }

    /** All columns but some, quoted. */
    public List<String> columnsBut(String left) {
        return columns.keySet().stream()
                .filter(c -> !c.equals(left))
                .map(Identifiers::quoted)
                .toList();
    }

    /** An identifier as the server reads it. */
    public static String unquoted(String written) {
        String name = written.strip();
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }
}
