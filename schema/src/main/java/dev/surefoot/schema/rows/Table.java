package dev.surefoot.schema.rows;

import dev.surefoot.schema.sql.Identifiers;

import java.util.List;
import java.util.Set;

/**
 * A table to be filled.
 *
 * @param oid its number in the catalog
 * @param columns those that take a value; generated ones are left out
 * @param conditions its checks and, if partitioned, that some partition takes the row
 * @param uniques the columns of each unique key
 * @param partitioned rows go to its partitions
 * @param partitions how many of them hold rows themselves
 */
record Table(
        long oid,
        String schema,
        String name,
        List<Column> columns,
        List<Condition> conditions,
        List<Reference> references,
        List<Set<String>> uniques,
        boolean partitioned,
        int partitions) {
    Table {
        columns = List.copyOf(columns);
        conditions = List.copyOf(conditions);
        references = List.copyOf(references);
        uniques = List.copyOf(uniques);
    }

    /** As people call it: {@code app.users}. */
    String label() {
        return schema + "." + name;
    }

    /** As SQL writes it. */
    String quoted() {
        return Identifiers.quoted(schema) + "." + Identifiers.quoted(name);
    }

    /** The column of this name. */
    Column column(String wanted) {
        return columns.stream()
                .filter(each -> each.name().equals(wanted))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(label() + " has no column " + wanted));
    }

    /** Whether a row may leave this reference open. */
    boolean optional(Reference reference) {
        return reference.columns().stream().anyMatch(each -> !column(each).required());
    }

    /** Whether the table's every column of this name takes values (generated ones don't). */
    boolean takes(List<String> names) {
        return names.stream()
                .allMatch(n -> columns.stream().anyMatch(each -> each.name().equals(n)));
    }
}
