package dev.surefoot.schema.measure;

import dev.surefoot.schema.catalog.Catalog;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What stood before a file: facts are about this alone. An object that a file makes anew under its
 * old name counts as standing, for others use it by that name.
 *
 * @param newest no object that stood has a greater number
 * @param filled whether there is data. In an unfilled shadow a table without rows stands for one
 *     with rows; where there is data, it stands for itself
 */
record Existing(
        Map<Long, Relation> relations,
        Set<String> names,
        Catalog catalog,
        long newest,
        boolean filled) {
    /** More than migrations themselves bring along. */
    private static final long DATA_BYTES = 4 << 20;

    static Existing of(Snapshot start, long newest, long bytes) {
        return new Existing(
                start.relations(),
                start.relations().values().stream()
                        .map(Relation::name)
                        .collect(Collectors.toUnmodifiableSet()),
                start.catalog(),
                newest,
                bytes > DATA_BYTES);
    }

    boolean has(Relation relation) {
        return relations.containsKey(relation.oid()) || names.contains(relation.name());
    }

    boolean has(Watchers.Drop drop) {
        return drop.oid() <= newest || names.contains(drop.fact().identity().replace("\"", ""));
    }
}
