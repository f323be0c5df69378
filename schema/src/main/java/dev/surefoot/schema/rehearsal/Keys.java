package dev.surefoot.schema.rehearsal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The primary keys of a database's tables. Tables are followed by their number, so that a renamed
 * one is the same; at most {@value #MOST} keys of each are kept.
 */
final class Keys {
    private static final int MOST = 100_000;

    private static final String TABLES =
            """
            select c.oid::bigint, c.oid::regclass::text as name,
                   (select string_agg(quote_ident(a.attname), ', ' order by k.i)
                      from pg_constraint p,
                           unnest(p.conkey) with ordinality k(n, i)
                      join pg_attribute a on a.attnum = k.n
                     where p.conrelid = c.oid and p.contype = 'p' and a.attrelid = c.oid) as columns
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p') and not c.relispartition
               and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
               and n.nspname <> 'surefoot_schema'
            """;

    private record Table(String name, Set<String> keys) {}

    private final Map<Long, Table> tables;

    private Keys(Map<Long, Table> tables) {
        this.tables = tables;
    }

    /** The tables that there are, without their keys. */
    static Keys tables(Copy copy) {
        return new Keys(all(copy, false));
    }

    /** The keys that the same tables have now. */
    Keys read(Copy copy) {
        Map<Long, Table> now = all(copy, true);
        now.keySet().retainAll(tables.keySet());
        return new Keys(now);
    }

    long count() {
        return tables.values().stream().mapToLong(each -> each.keys().size()).sum();
    }

    /** Those that are gone, in words. */
    List<String> missing(Copy copy) {
        Map<Long, Table> now = all(copy, true);
        List<String> missing = new ArrayList<>();
        tables.forEach(
                (number, table) -> {
                    Set<String> gone = new HashSet<>(table.keys());
                    // A table made anew has another number and, if all is well, the same name.
                    Table same =
                            now.getOrDefault(
                                    number,
                                    now.values().stream()
                                            .filter(each -> each.name().equals(table.name()))
                                            .findFirst()
                                            .orElse(new Table(table.name(), Set.of())));
                    gone.removeAll(same.keys());
                    if (!gone.isEmpty()) {
                        missing.add(
                                "%s: %d of %d new keys are gone"
                                        .formatted(table.name(), gone.size(), table.keys().size()));
                    }
                });
        return missing;
    }

    private static Map<Long, Table> all(Copy copy, boolean keys) {
        return copy.look(
                connection -> {
                    Map<Long, Table> all = new TreeMap<>();
                    try (Statement outer = connection.createStatement();
                            Statement inner = connection.createStatement();
                            ResultSet row = outer.executeQuery(TABLES)) {
                        while (row.next()) {
                            String name = row.getString("name");
                            String columns = row.getString("columns");
                            boolean read = keys && columns != null;
                            Set<String> own = read ? keys(inner, name, columns) : Set.of();
                            all.put(row.getLong(1), new Table(name, own));
                        }
                    }
                    return all;
                });
    }

    private static Set<String> keys(Statement statement, String table, String columns)
            throws SQLException {
        Set<String> keys = new HashSet<>();
        String sql =
                """
                select jsonb_build_array(%s)::text from %s order by 1 limit %d
                """
                        .formatted(columns, table, MOST);
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                keys.add(row.getString(1));
            }
        }
        return keys;
    }
}
