package dev.surefoot.schema.rule;

import java.util.Map;
import java.util.OptionalLong;

/**
 * How many rows production's tables have, as far as somebody said.
 *
 * @param byTable by {@code schema.table}, or by {@code table} in whichever schema
 * @param others for all tables not named; empty: unknown
 */
public record Rows(Map<String, Long> byTable, OptionalLong others) {
    /** Nobody said anything. */
    public static final Rows UNKNOWN = new Rows(Map.of(), OptionalLong.empty());

    public Rows {
        byTable = Map.copyOf(byTable);
    }

    /** Whether anything is known. */
    public boolean known() {
        return !byTable.isEmpty() || others.isPresent();
    }

    /** The rows of {@code schema.table}; empty if unknown. */
    public OptionalLong of(String table) {
        Long exact = byTable.get(table);
        Long local = exact != null ? exact : byTable.get(table.substring(table.indexOf('.') + 1));
        return local == null ? others : OptionalLong.of(local);
    }
}
