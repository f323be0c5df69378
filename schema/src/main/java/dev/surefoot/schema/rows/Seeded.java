package dev.surefoot.schema.rows;

import java.util.List;
import java.util.Optional;

/**
 * What was filled.
 *
 * @param tables in the order in which they were filled
 */
public record Seeded(List<Filled> tables) {
    public Seeded {
        tables = List.copyOf(tables);
    }

    /**
     * One table.
     *
     * @param table {@code schema.table}
     * @param wanted rows asked for
     * @param added rows that were put in
     * @param rows that it has now: others may have been there, or come by another table's trigger
     * @param why not as many as asked for, or what else is to know; empty: all is well
     */
    public record Filled(String table, long wanted, long added, long rows, Optional<String> why) {}

    /** The entry of {@code schema.table}, if it is a table that could be filled. */
    public Optional<Filled> of(String table) {
        return tables.stream().filter(each -> each.table().equals(table)).findFirst();
    }

    /** Tables that should have rows and have none. */
    public List<Filled> empty() {
        return tables.stream().filter(each -> each.wanted() > 0 && each.rows() == 0).toList();
    }
}
