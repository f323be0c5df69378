package dev.surefoot.schema.rows;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How many rows are wanted, and what they may cost.
 *
 * @param rows a table, unless {@code rowsOf} says otherwise
 * @param rowsOf rows of some tables, by {@code schema.table}
 * @param skip tables to leave alone, by {@code schema.table}
 * @param seed the same seed makes the same rows
 * @param atMost for all tables together
 * @param mostBytes of all tables together, with indexes; looked at every 100,000 rows
 */
public record SeedRequest(
        long rows,
        Map<String, Long> rowsOf,
        Set<String> skip,
        long seed,
        Duration atMost,
        long mostBytes) {
    /** Two gibibytes. */
    public static final long DEFAULT_MOST_BYTES = 2L << 30;

    public SeedRequest {
        rowsOf = Map.copyOf(rowsOf);
        skip = Set.copyOf(skip);
        if (rows < 0) {
            throw new IllegalArgumentException("rows a table is " + rows + "; it must be >= 0");
        }
    }

    /** So many rows in every table, in a minute and two gibibytes. */
    public static SeedRequest of(long rows) {
        return new SeedRequest(
                rows, Map.of(), Set.of(), 1, Duration.ofSeconds(60), DEFAULT_MOST_BYTES);
    }

    /** The same, but other numbers for some tables. */
    public SeedRequest withRowsOf(Map<String, Long> some) {
        return new SeedRequest(rows, some, skip, seed, atMost, mostBytes);
    }

    /** The same, leaving some tables alone. */
    public SeedRequest without(Set<String> some) {
        return new SeedRequest(rows, rowsOf, some, seed, atMost, mostBytes);
    }

    /** The same with other values. */
    public SeedRequest withSeed(long other) {
        return new SeedRequest(rows, rowsOf, skip, other, atMost, mostBytes);
    }

    long wanted(String table) {
        return skip.contains(table) ? 0 : rowsOf.getOrDefault(table, rows);
    }
}
