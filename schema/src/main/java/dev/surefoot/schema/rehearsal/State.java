package dev.surefoot.schema.rehearsal;

import dev.surefoot.schema.catalog.Catalog;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.rows.ColumnHash;
import dev.surefoot.schema.rows.RowHash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A database at one moment: what it consists of and what its tables hold.
 *
 * @param columns hashes by column, for tables small enough
 */
record State(
        Catalog catalog, Map<String, RowHash> rows, Map<String, Map<String, ColumnHash>> columns) {

    static State of(Copy copy) {
        return copy.look(
                connection -> {
                    Map<String, RowHash> rows = RowHash.all(connection);
                    return new State(
                            Catalog.read(connection), rows, ColumnHash.all(connection, rows));
                });
    }

    /** Whether the change that has been run since took something away that only a copy has. */
    boolean loses(State changed) {
        return Catalog.changes(catalog, changed.catalog).stream().anyMatch(State::data)
                || rows.entrySet().stream()
                        .anyMatch(
                                each ->
                                        changed.rows.containsKey(each.getKey())
                                                && changed.rows.get(each.getKey()).rows()
                                                        < each.getValue().rows());
    }

    private static boolean data(Fact fact) {
        return fact instanceof Fact.Gone gone
                && switch (gone.object().kind()) {
                    case TABLE, PARTITIONED_TABLE, COLUMN, SCHEMA -> true;
                    default -> false;
                };
    }

    /** Rows that are others later; tables that only one of both has show in the catalog. */
    List<ChangedRows> changed(State later) {
        List<ChangedRows> changed = new ArrayList<>();
        rows.forEach(
                (table, before) -> {
                    RowHash after = later.rows.get(table);
                    if (after != null && !after.equals(before)) {
                        changed.add(
                                new ChangedRows(
                                        table, before.rows(), after.rows(), columns(table, later)));
                    }
                });
        return changed;
    }

    private List<String> columns(String table, State later) {
        Map<String, ColumnHash> before = columns.getOrDefault(table, Map.of());
        Map<String, ColumnHash> after = later.columns.getOrDefault(table, Map.of());
        return before.keySet().stream()
                .filter(after::containsKey)
                .filter(each -> !Objects.equals(after.get(each), before.get(each)))
                .sorted()
                .toList();
    }
}
