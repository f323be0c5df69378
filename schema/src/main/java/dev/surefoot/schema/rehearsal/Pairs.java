package dev.surefoot.schema.rehearsal;

import dev.surefoot.schema.migration.Header.SyncSpec;
import dev.surefoot.schema.sql.Identifiers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Pairs of columns that are kept in step: what {@code down} makes of each new value must stand in
 * the old column once the change is taken back. Kept as hashes over all rows, by key.
 *
 * @param hashes as they should be, in the order of the specifications
 */
record Pairs(List<SyncSpec> specs, List<String> hashes) {
    Pairs {
        specs = List.copyOf(specs);
        hashes = List.copyOf(hashes);
    }

    /** On the changed schema, with the new writes done. */
    static Pairs expected(Copy copy, List<SyncSpec> specs) {
        List<String> hashes = new ArrayList<>();
        for (SyncSpec each : specs) {
            hashes.add(hash(copy, each, each.down()));
        }
        return new Pairs(specs, hashes);
    }

    /** Those that say something else now that the change is taken back. */
    List<String> other(Copy copy) {
        List<String> other = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            SyncSpec spec = specs.get(i);
            String old = Identifiers.quoted(spec.old());
            if (!hash(copy, spec, old).equals(hashes.get(i))) {
                other.add(
                        "%s: column %s does not say %s of new rows"
                                .formatted(spec.table(), spec.old(), spec.down()));
            }
        }
        return other;
    }

    /** An error is a text of its own, and never equal to a hash. */
    private static String hash(Copy copy, SyncSpec spec, String expression) {
        return copy.look(
                connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return hash(statement, spec, expression);
                    } catch (SQLException e) {
                        return "no hash of " + expression + ": " + e.getMessage();
                    }
                });
    }

    private static String hash(Statement statement, SyncSpec spec, String expression)
            throws SQLException {
        String key;
        String type;
        String table = spec.table().replace("'", "''");
        String ask =
                """
                select coalesce(
                         string_agg(quote_ident(a.attname), ', ' order by a.attnum), '0') as key,
                       (select format_type(o.atttypid, o.atttypmod) from pg_attribute o
                         where o.attrelid = to_regclass('%1$s') and o.attname = '%2$s') as type
                  from pg_constraint p
                  join pg_attribute a on a.attrelid = p.conrelid and a.attnum = any (p.conkey)
                 where p.conrelid = to_regclass('%1$s') and p.contype = 'p'
                """
                        .formatted(table, spec.old().replace("'", "''"));
        try (ResultSet row = statement.executeQuery(ask)) {
            row.next();
            key = row.getString("key");
            type = row.getString("type");
        }
        String sql =
                """
                select count(*) || '/' || coalesce(sum(hashtextextended(
                         jsonb_build_array(%s, (%s)::%s)::text, 0)), 0)
                  from %s
                """
                        .formatted(key, expression, type, spec.table());
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
