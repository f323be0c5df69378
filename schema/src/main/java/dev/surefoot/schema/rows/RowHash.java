package dev.surefoot.schema.rows;

import dev.surefoot.schema.sql.Identifiers;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a table holds, in two numbers: how many rows, and the sum of their hashes. Neither the order
 * of rows nor that of columns changes it; a changed, lost or doubled value does (a chance of 2⁻⁶⁴
 * aside). A hash is only comparable on the same major version.
 *
 * @param sum of 64-bit hashes; beyond 64 bits itself
 */
public record RowHash(long rows, BigDecimal sum) {
    private static final String TABLES =
            """
            select n.nspname, c.relname
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p')
               and not c.relispartition
               and c.relpersistence <> 't'
               and n.nspname <> 'information_schema'
               and n.nspname !~ '^(pg_|surefoot_schema$)'
               and not exists (select from pg_depend d
                                where d.classid = 'pg_class'::regclass
                                  and d.objid = c.oid and d.deptype = 'e')
             order by 1, 2
            """;

    /** The text of a row as JSON: keys in an order of their own, so columns may move. */
    private static final String HASH =
            """
            select count(*), coalesce(sum(hashtextextended(to_jsonb(r)::text, 0)), 0)
              from %s r
            """;

    private static final int MOST_AT_ONCE = 50;

    /**
     * Of every table of a database, by {@code schema.table}; partitions count with their parent,
     * tables of extensions and Surefoot's own are left out.
     */
    public static Map<String, RowHash> all(Connection connection) throws SQLException {
        Map<String, RowHash> all = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            List<Name> tables = tables(statement);
            for (int from = 0; from < tables.size(); from += MOST_AT_ONCE) {
                int until = Math.min(tables.size(), from + MOST_AT_ONCE);
                all.putAll(of(statement, tables.subList(from, until)));
            }
        }
        return all;
    }

    /** Of one table. */
    public static RowHash of(Connection connection, String schema, String table)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return of(statement, new Name(schema, table));
        }
    }

    /** A table's name. */
    record Name(String schema, String table) {
        String label() {
            return schema + "." + table;
        }

        String quoted() {
            return Identifiers.quoted(schema) + "." + Identifiers.quoted(table);
        }
    }

    static List<Name> tables(Statement statement) throws SQLException {
        List<Name> tables = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                tables.add(new Name(row.getString(1), row.getString(2)));
            }
        }
        return tables;
    }

    /** By one query, as most of the time for small tables goes into asking. */
    private static Map<String, RowHash> of(Statement statement, List<Name> tables)
            throws SQLException {
        String sql =
                IntStream.range(0, tables.size())
                        .mapToObj(
                                i ->
                                        "select %d as i, h.* from (%s) h"
                                                .formatted(
                                                        i, HASH.formatted(tables.get(i).quoted())))
                        .collect(Collectors.joining("\n union all\n"));
        Map<String, RowHash> all = new TreeMap<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                all.put(
                        tables.get(row.getInt(1)).label(),
                        new RowHash(row.getLong(2), row.getBigDecimal(3)));
            }
        }
        return all;
    }

    private static RowHash of(Statement statement, Name table) throws SQLException {
        try (ResultSet row = statement.executeQuery(HASH.formatted(table.quoted()))) {
            row.next();
            return new RowHash(row.getLong(1), row.getBigDecimal(2));
        }
    }
}
