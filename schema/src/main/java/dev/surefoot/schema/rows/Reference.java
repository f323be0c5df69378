package dev.surefoot.schema.rows;

import java.util.List;

/**
 * A foreign key.
 *
 * @param child number of the table that has it
 * @param parent number of the table that it points to
 * @param columns here
 * @param keys there, in the same order
 */
record Reference(
        String name,
        long child,
        long parent,
        String parentSchema,
        String parentName,
        List<String> columns,
        List<String> keys) {
    Reference {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }
}
