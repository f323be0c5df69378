package dev.surefoot.schema.run.backfill;

import dev.surefoot.schema.run.target.Sql;
import dev.surefoot.schema.run.target.TableInfo;
import dev.surefoot.schema.sql.Identifiers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The key that a walk goes along: columns in the order of a unique index on them, none of which may
 * be NULL.
 */
record KeyColumns(List<Column> columns) {
    /** A column and the type that its value, kept as text, is cast to. */
    record Column(String quoted, String type) {}

    KeyColumns {
        columns = List.copyOf(columns);
    }

    /** A key, or why it is none. */
    sealed interface Found {
        record Key(KeyColumns key) implements Found {}

        record None(String reason) implements Found {}
    }

    /** As a migration names them, separated by commas; blank: the primary key. */
    static Found find(Connection connection, TableInfo table, String written) throws SQLException {
        List<Index> indexes = indexes(connection, table);
        if (written.isBlank()) {
            return indexes.stream()
                    .filter(Index::primary)
                    .findFirst()
                    .map(index -> key(table, index.columns()))
                    .orElseGet(
                            () ->
                                    new Found.None(
                                            table.quoted()
                                                    + " has no primary key to walk along; name a"
                                                    + " unique key with key="));
        }
        List<String> asked = new ArrayList<>();
        for (String each : written.split(",", -1)) {
            Optional<String> column = table.column(each);
            if (column.isEmpty()) {
                return new Found.None(table.quoted() + " has no column " + each.strip());
            }
            asked.add(column.get());
        }
        return indexes.stream()
                .filter(index -> Set.copyOf(index.columns()).equals(Set.copyOf(asked)))
                .findFirst()
                .map(index -> key(table, index.columns()))
                .orElseGet(
                        () ->
                                new Found.None(
                                        "no unique index of "
                                                + table.quoted()
                                                + " is on ("
                                                + written.strip()
                                                + "), so a walk along it could miss rows; name the"
                                                + " columns of a unique key"));
    }

    private record Index(boolean primary, List<String> columns) {}

    private static List<Index> indexes(Connection connection, TableInfo table) throws SQLException {
        return Sql.list(
                connection,
                """
                select i.indisprimary, array(
                    select a.attname::text
                    from generate_series(0, i.indnkeyatts - 1) as n
                        join pg_attribute a
                            on a.attrelid = i.indrelid and a.attnum = i.indkey[n]
                    order by n)
                from pg_index i
                where i.indrelid = cast(? as bigint)::oid and i.indisunique and i.indisvalid
                    and i.indimmediate and i.indpred is null and i.indexprs is null
                order by not i.indisprimary, i.indexrelid
                """,
                row ->
                        new Index(
                                row.getBoolean(1),
                                Arrays.asList((String[]) row.getArray(2).getArray())),
                table.oid());
    }

    private static Found key(TableInfo table, List<String> columns) {
        List<Column> all = new ArrayList<>();
        for (String name : columns) {
            TableInfo.ColumnInfo info = table.columns().get(name);
            if (info == null || !info.notNull()) {
                return new Found.None(
                        table.quoted()
                                + " column "
                                + name
                                + " may be NULL, so a walk along it would miss rows; name a unique"
                                + " key whose columns are NOT NULL");
            }
            all.add(new Column(Identifiers.quoted(name), info.type()));
        }
        return new Found.Key(new KeyColumns(all));
    }

    /** For SELECT: the values as text. */
    String asText(String alias) {
        return columns.stream()
                .map(c -> alias + "." + c.quoted() + "::text")
                .collect(Collectors.joining(", "));
    }

    /** For ORDER BY. */
    String list(String alias) {
        return columns.stream()
                .map(c -> alias + "." + c.quoted())
                .collect(Collectors.joining(", "));
    }

    /** A condition with a parameter for each column. */
    String compared(String operator) {
        String values =
                columns.stream()
                        .map(c -> "cast(cast(? as text) as " + c.type() + ")")
                        .collect(Collectors.joining(", "));
        String names = columns.stream().map(Column::quoted).collect(Collectors.joining(", "));
        return "(" + names + ") " + operator + " (" + values + ")";
    }
}
