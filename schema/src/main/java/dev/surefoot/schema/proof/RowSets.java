package dev.surefoot.schema.proof;

import dev.surefoot.schema.rows.RowHash;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which rows does one database hold that another does not? */
final class RowSets {
    /** So many rows of a table are looked at; beyond that only the hashes are compared. */
    static final int MOST = 50_000;

    private static final String ROWS = "select to_jsonb(r)::text from %s r limit " + MOST;

    private RowSets() {}

    /**
     * Tables whose hashes differ, by {@code schema.table}, with the rows that only the second has.
     */
    static Map<String, List<String>> added(Connection first, Connection second)
            throws SQLException {
        Map<String, RowHash> left = RowHash.all(first);
        Map<String, RowHash> right = RowHash.all(second);
        Map<String, List<String>> added = new TreeMap<>();
        TreeSet<String> tables = new TreeSet<>(left.keySet());
        tables.addAll(right.keySet());
        for (String table : tables) {
            if (!Objects.equals(left.get(table), right.get(table))) {
                added.put(table, added(rows(first, table), rows(second, table)));
            }
        }
        return added;
    }

    private static List<String> added(List<String> first, List<String> second) {
        Map<String, Integer> known = new HashMap<>();
        first.forEach(row -> known.merge(row, 1, Integer::sum));
        List<String> added = new ArrayList<>();
        for (String row : second) {
            if (known.merge(row, -1, Integer::sum) < 0) {
                added.add(row);
            }
        }
        return added;
    }

    /** Of one table, as JSON. */
    static List<String> rows(Connection connection, String table) throws SQLException {
        int dot = table.indexOf('.');
        try (Statement sender = connection.createStatement()) {
            String name =
                    sender.enquoteIdentifier(table.substring(0, dot), true)
                            + "."
                            + sender.enquoteIdentifier(table.substring(dot + 1), true);
            List<String> all = new ArrayList<>();
            try (ResultSet rows = sender.executeQuery(ROWS.formatted(name))) {
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
            }
            return all;
        }
    }
}
