package dev.surefoot.schema.run.target;

import dev.surefoot.schema.migration.Layout;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table in which the folder's own tool keeps what it ran, so that the tool, started later, does
 * not run it again. Only a table that exists is read or written.
 *
 * @param table quoted, with its schema
 */
public record ToolHistory(String table, Kind kind) {
    private static final int FLYWAY_DESCRIPTION = 200;

    /** How it keeps them. */
    public enum Kind {
        /** {@code flyway_schema_history}. */
        FLYWAY,
        /** A row for each version. */
        VERSIONS,
        /** One row with the last version and {@code dirty}, as golang-migrate has it. */
        LAST
    }

    /**
     * A version that it holds.
     *
     * @param checksum Flyway's; empty elsewhere
     * @param success else the tool left it half done
     * @param andBefore whether it stands for all versions before it too
     */
    public record Applied(
            String version, Optional<Integer> checksum, boolean success, boolean andBefore) {}

    /** What is to be entered. */
    public record NewEntry(
            String version, String description, String script, int checksum, long tookMs) {}

    /** The layout's table, where there is one. */
    public static Optional<ToolHistory> find(Connection connection, Layout layout)
            throws SQLException {
        if (layout.historyTable().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> table =
                Sql.first(
                        connection,
                        """
                        select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.oid = to_regclass(?)
                        """,
                        row -> row.getString(1),
                        layout.historyTable());
        if (table.isEmpty()) {
            return Optional.empty();
        }
        List<String> columns =
                Sql.list(
                        connection,
                        """
                        select attname from pg_attribute
                        where attrelid = to_regclass(?) and attnum > 0 and not attisdropped
                        """,
                        row -> row.getString(1),
                        table.get());
        Kind kind =
                columns.contains("checksum")
                        ? Kind.FLYWAY
                        : columns.contains("dirty") ? Kind.LAST : Kind.VERSIONS;
        return Optional.of(new ToolHistory(table.get(), kind));
    }

    /** By comparable version. */
    public Map<String, Applied> applied(Connection connection) throws SQLException {
        String sql =
                switch (kind) {
                    case FLYWAY ->
                            """
                            select coalesce(version,
                                    regexp_replace(script, '^.*/|\\.sql$', '', 'g')),
                                checksum, success, type = 'BASELINE'
                            from %s where type not in ('SCHEMA', 'DELETE')
                                and type not like 'UNDO%%' order by installed_rank
                            """
                                    .formatted(table);
                    case VERSIONS -> "select version::text, null::int, true, false from " + table;
                    case LAST -> "select version::text, null::int, not dirty, true from " + table;
                };
        Map<String, Applied> all = new HashMap<>();
        Sql.list(
                connection,
                sql,
                row -> {
                    String version = row.getString(1);
                    int checksum = row.getInt(2);
                    Optional<Integer> known =
                            row.wasNull() ? Optional.empty() : Optional.of(checksum);
                    all.put(
                            comparable(version),
                            new Applied(version, known, row.getBoolean(3), row.getBoolean(4)));
                    return version;
                });
        return all;
    }

    /** Enters one, in the transaction that is open. */
    public void add(Connection connection, NewEntry entry) throws SQLException {
        switch (kind) {
            case FLYWAY ->
                    Sql.update(
                            connection,
                            """
                            insert into %1$s (installed_rank, version, description, type, script,
                                checksum, installed_by, execution_time, success)
                            select coalesce(max(installed_rank), 0) + 1, nullif(?, ''), ?, 'SQL',
                                ?, ?,
                                current_user, ?, true
                            from %1$s
                            """
                                    .formatted(table),
                            repeatable(entry.version()) ? "" : entry.version(),
                            shortened(entry.description()),
                            entry.script(),
                            entry.checksum(),
                            (int) Math.min(entry.tookMs(), Integer.MAX_VALUE));
            case VERSIONS ->
                    Sql.update(
                            connection,
                            "insert into " + table + " (version) values (" + value(entry) + ")");
            case LAST -> {
                Sql.update(
                        connection,
                        "update %s set version = greatest(version, %s), dirty = false"
                                .formatted(table, value(entry)));
                Sql.update(
                        connection,
                        """
                        insert into %1$s (version, dirty) select %2$s, false
                        where not exists (select 1 from %1$s)
                        """
                                .formatted(table, value(entry)));
            }
        }
    }

    /**
     * Takes one out that was undone.
     *
     * @param before the version that is then the last, where the table keeps only that
     */
    public void remove(Connection connection, String version, Optional<String> before)
            throws SQLException {
        if (kind != Kind.LAST) {
            Sql.update(connection, "delete from " + table + " where version::text = ?", version);
        } else if (before.isPresent()) {
            Sql.update(
                    connection,
                    "update %s set version = %s where version::text = ?"
                            .formatted(table, Sql.literal(before.get())),
                    version);
        } else {
            Sql.update(connection, "delete from " + table);
        }
    }

    /** Whether this is Flyway's repeatable script, which has no version but its name. */
    public static boolean repeatable(String version) {
        return version.startsWith("R__");
    }

    /** Versions of numbers by their numbers, others as text. */
    public static boolean upTo(String version, String last) {
        String[] left = comparable(version).split("\\.", -1);
        String[] right = comparable(last).split("\\.", -1);
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            String one = i < left.length ? left[i] : "0";
            String other = i < right.length ? right[i] : "0";
            int order =
                    one.matches("\\d+") && other.matches("\\d+")
                            ? new BigInteger(one).compareTo(new BigInteger(other))
                            : one.compareTo(other);
            if (order != 0) {
                return order < 0;
            }
        }
        return true;
    }

    /** Versions that differ only in leading zeros are the same one. */
    public static String comparable(String version) {
        return version.replaceAll("(^|[._])0+(?=\\d)", "$1").replace('_', '.');
    }

    private static String value(NewEntry entry) {
        return Sql.literal(entry.version());
    }

    private static String shortened(String description) {
        return description.length() <= FLYWAY_DESCRIPTION
                ? description
                : description.substring(0, FLYWAY_DESCRIPTION - 3) + "...";
    }
}
