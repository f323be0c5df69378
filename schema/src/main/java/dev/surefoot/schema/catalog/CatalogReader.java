package dev.surefoot.schema.catalog;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.ObjectKind;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads all entries, in the connection's transaction if it has one, and leaves no trace in it. */
final class CatalogReader {
    private static final List<CatalogQuery> QUERIES =
            Stream.of(
                            RelationSql.all(),
                            RuleSql.all(),
                            TypeSql.all(),
                            DatabaseSql.all(),
                            AccessSql.all())
                    .flatMap(List::stream)
                    .toList();

    /** How values are printed must not depend on what a migration has set. */
    private static final String PLAIN =
            """
            set local session authorization default;
            set local role none;
            select set_config('search_path', 'pg_catalog, pg_temp', true),
                   set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, MDY', true),
                   set_config('IntervalStyle', 'postgres', true),
                   set_config('bytea_output', 'hex', true),
                   set_config('extra_float_digits', '1', true),
                   set_config('quote_all_identifiers', 'off', true),
                   set_config('statement_timeout', '0', true),
                   set_config('lock_timeout', '0', true)
            """;

    private static final Set<String> HEAD =
            Set.of(
                    "class",
                    "oid",
                    "sub",
                    "more",
                    "kind",
                    "schema",
                    "owner_name",
                    "name",
                    "whole_class",
                    "whole_oid");

    private CatalogReader() {}

    /**
     * Answers of all queries, in their order. Undoes its own settings, and gives back the locks
     * that printing a view's text takes.
     *
     * @param standing entries of an earlier answer, given again where they are equal
     */
    static List<List<CatalogEntry>> read(
            Connection connection, Map<CatalogEntry.Key, CatalogEntry> standing)
            throws SQLException {
        return read(connection, (_, query) -> ask(connection, query.sql(), standing));
    }

    /** The same, asking only what rows written to these tables of the catalog may have changed. */
    static List<List<CatalogEntry>> again(
            Connection connection,
            List<List<CatalogEntry>> earlier,
            Map<CatalogEntry.Key, CatalogEntry> standing,
            Set<String> written)
            throws SQLException {
        return read(
                connection,
                (i, query) ->
                        query.stale(written)
                                ? ask(connection, query.sql(), standing)
                                : earlier.get(i));
    }

    private static List<List<CatalogEntry>> read(Connection connection, Answers source)
            throws SQLException {
        if (connection.getAutoCommit()) {
            connection.setAutoCommit(false);
            try {
                return answers(connection, source);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        Savepoint before = connection.setSavepoint("surefoot_catalog");
        List<List<CatalogEntry>> answers = answers(connection, source);
        connection.rollback(before);
        connection.releaseSavepoint(before);
        return answers;
    }

    private interface Answers {
        List<CatalogEntry> of(int number, CatalogQuery query) throws SQLException;
    }

    private static List<List<CatalogEntry>> answers(Connection connection, Answers source)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(PLAIN);
        }
        List<List<CatalogEntry>> answers = new ArrayList<>();
        for (int i = 0; i < QUERIES.size(); i++) {
            answers.add(source.of(i, QUERIES.get(i)));
        }
        return answers;
    }

    private static List<CatalogEntry> ask(
            Connection connection, String query, Map<CatalogEntry.Key, CatalogEntry> standing)
            throws SQLException {
        List<CatalogEntry> entries = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            List<Column> columns = columns(rows);
            while (rows.next()) {
                CatalogEntry entry = entry(rows, columns);
                CatalogEntry earlier = standing.get(entry.key());
                entries.add(earlier != null && earlier.equals(entry) ? earlier : entry);
            }
        }
        return List.copyOf(entries);
    }

    private record Column(String label, boolean yesOrNo) {}

    private static List<Column> columns(ResultSet rows) throws SQLException {
        ResultSetMetaData data = rows.getMetaData();
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            columns.add(
                    new Column(data.getColumnLabel(i), data.getColumnTypeName(i).equals("bool")));
        }
        return columns;
    }

    private static CatalogEntry entry(ResultSet row, List<Column> columns) throws SQLException {
        SortedMap<String, String> attributes = new TreeMap<>();
        SortedMap<String, String> printed = new TreeMap<>();
        Map<String, String> numbers = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String label = columns.get(i).label();
            String value = row.getString(i + 1);
            if (value == null) {
                continue;
            }
            if (label.endsWith("$n")) {
                numbers.put(label.substring(0, label.length() - 2), value);
            } else if (label.endsWith("$p")) {
                printed.put(label.substring(0, label.length() - 2), value);
            } else if (!HEAD.contains(label)) {
                attributes.put(label, columns.get(i).yesOrNo() ? word(value) : value);
            }
        }
        String whole = row.getString("whole_class");
        return new CatalogEntry(
                new CatalogEntry.Key(
                        row.getString("class"),
                        row.getLong("oid"),
                        row.getInt("sub"),
                        row.getString("more")),
                whole == null
                        ? Optional.empty()
                        : Optional.of(new CatalogEntry.Key(whole, row.getLong("whole_oid"), 0, "")),
                new CatalogObject(
                        ObjectKind.valueOf(row.getString("kind")),
                        row.getString("schema"),
                        row.getString("owner_name"),
                        row.getString("name")),
                attributes,
                numbers,
                printed);
    }

    private static String word(String value) {
        return String.valueOf(value.equals("t"));
    }
}
