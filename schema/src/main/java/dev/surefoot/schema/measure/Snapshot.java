package dev.surefoot.schema.measure;

import dev.surefoot.schema.catalog.Catalog;
import dev.surefoot.schema.fact.LockMode;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A database between two statements.
 *
 * @param relations by number
 * @param locks that the transaction holds, by relation; empty outside of one
 * @param catalogWrites rows written by the transaction so far, by table of the catalog
 */
record Snapshot(
        Map<Long, Relation> relations,
        Map<Long, LockMode> locks,
        Catalog catalog,
        Map<String, Long> catalogWrites) {

    /** The same for a new transaction, which has no locks and counts from nothing. */
    Snapshot atRest() {
        Map<Long, Relation> fresh = new LinkedHashMap<>(relations);
        fresh.replaceAll((_, relation) -> relation.uncounted());
        return new Snapshot(fresh, Map.of(), catalog, Map.of());
    }

    /** Tables of the catalog that have been written to since. */
    Set<String> written(Map<String, Long> later) {
        Set<String> written = new HashSet<>();
        later.forEach(
                (table, rows) -> {
                    if (!rows.equals(catalogWrites.get(table))) {
                        written.add(table);
                    }
                });
        return written;
    }

    /** Whether a relation has another name by now. */
    boolean renamed(Map<Long, Relation> later) {
        return relations.values().stream()
                .anyMatch(
                        relation -> {
                            Relation now = later.get(relation.oid());
                            return now != null && !now.name().equals(relation.name());
                        });
    }
}
