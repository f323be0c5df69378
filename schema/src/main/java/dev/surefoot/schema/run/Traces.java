package dev.surefoot.schema.run;

import dev.surefoot.schema.run.target.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a statement that runs outside a transaction leaves in the catalog: whole, half, or nothing.
 * Indexes are told apart by their numbers, noted before: what was there is not ours.
 */
final class Traces {
    private Traces() {}

    /** An index of a table. */
    record Index(long oid, String quoted, boolean valid) {}

    /** What to note before: the numbers of the indexes that there are. */
    static String before(Connection connection, Shape shape) throws SQLException {
        return indexes(connection, shape).stream()
                .map(index -> Long.toString(index.oid()))
                .collect(Collectors.joining(","));
    }

    /** Why it must not even be tried: an invalid index of somebody else's. */
    static Optional<String> forbidden(Connection connection, Shape shape) throws SQLException {
        if (!(shape instanceof Shape.BuildIndex)) {
            return Optional.empty();
        }
        return indexes(connection, shape).stream()
                .filter(index -> !index.valid())
                .filter(index -> named(index, shape))
                .findFirst()
                .map(
                        index ->
                                "index "
                                        + index.quoted()
                                        + " is invalid and not of this run's making; drop it with"
                                        + " DROP INDEX CONCURRENTLY, or finish it with REINDEX"
                                        + " INDEX CONCURRENTLY");
    }

    private static boolean named(Index index, Shape shape) {
        return switch (shape) {
            case Shape.BuildIndex(Optional<String> name, String table) ->
                    name.isEmpty() || index.quoted().endsWith("." + quoted(name.get()));
            case Shape.Plain() -> false;
            case Shape.DropIndex drop -> false;
            case Shape.Reindex() -> true;
            case Shape.Detach detach -> false;
        };
    }

    private static String quoted(String name) {
        String local = name.substring(name.lastIndexOf('.') + 1);
        return local.startsWith("\"") && local.matches("\"[a-z_][a-z0-9_]*\"")
                ? local.substring(1, local.length() - 1)
                : local;
    }

    /** Whether it was done, as far as the catalog can tell. */
    static boolean whole(Connection connection, Shape shape, String before) throws SQLException {
        return switch (shape) {
            case Shape.Plain() -> false;
            case Shape.Reindex() -> false;
            case Shape.BuildIndex build ->
                    fresh(connection, shape, before).stream().anyMatch(Index::valid);
            case Shape.DropIndex(String name) ->
                    !before.isEmpty() && Sql.yes(connection, "select to_regclass(?) is null", name);
            case Shape.Detach(String parent, String partition) ->
                    !Sql.yes(
                            connection,
                            """
                            select true from pg_inherits
                            where inhrelid = to_regclass(?) and inhparent = to_regclass(?)
                            """,
                            partition,
                            parent);
        };
    }

    /** Takes the half of it away. */
    static void clear(Connection connection, Shape shape, String before) throws SQLException {
        for (Index each : fresh(connection, shape, before)) {
            if (!each.valid()) {
                Sql.execute(connection, "drop index concurrently if exists " + each.quoted());
            }
        }
    }

    /** What to run: a detachment that was begun is finished instead. */
    static String text(Connection connection, Shape shape, String text) throws SQLException {
        if (shape instanceof Shape.Detach(String parent, String partition)
                && Sql.yes(
                        connection,
                        """
                        select inhdetachpending from pg_inherits
                        where inhrelid = to_regclass(?) and inhparent = to_regclass(?)
                        """,
                        partition,
                        parent)) {
            return "alter table %s detach partition %s finalize".formatted(parent, partition);
        }
        return text;
    }

    private static List<Index> fresh(Connection connection, Shape shape, String before)
            throws SQLException {
        Set<String> known = Set.copyOf(Arrays.asList(before.split(",")));
        return indexes(connection, shape).stream()
                .filter(index -> !known.contains(Long.toString(index.oid())))
                .filter(index -> named(index, shape))
                .toList();
    }

    /** Those that the statement may be about. */
    private static List<Index> indexes(Connection connection, Shape shape) throws SQLException {
        return switch (shape) {
            case Shape.Plain() -> List.of();
            case Shape.Detach detach -> List.of();
            case Shape.BuildIndex(var name, String table) ->
                    list(connection, "i.indrelid = to_regclass(?)", table);
            case Shape.DropIndex(String name) ->
                    list(connection, "i.indexrelid = to_regclass(?)", name);
            case Shape.Reindex() -> list(connection, "c.relname ~ ?", "_cc(new|old)[0-9]*$");
        };
    }

    private static List<Index> list(Connection connection, String which, String value)
            throws SQLException {
        return Sql.list(
                connection,
                """
                select i.indexrelid, quote_ident(n.nspname) || '.' || quote_ident(c.relname),
                    i.indisvalid
                from pg_index i join pg_class c on c.oid = i.indexrelid
                    join pg_namespace n on n.oid = c.relnamespace
                where n.nspname not in ('pg_catalog', 'pg_toast', 'information_schema') and
                """
                        + which,
                row -> new Index(row.getLong(1), row.getString(2), row.getBoolean(3)),
                value);
    }
}
