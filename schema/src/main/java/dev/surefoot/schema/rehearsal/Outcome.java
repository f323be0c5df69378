package dev.surefoot.schema.rehearsal;

import dev.surefoot.schema.catalog.CatalogDifference;
import dev.surefoot.schema.fact.SqlError;

import java.util.List;

/** What came of the way back of one migration. */
public sealed interface Outcome {

    /** The same catalog and the same rows as without the change. */
    record Equal() implements Outcome {}

    /**
     * The same but for the order of columns or white space: only who doesn't name columns can tell.
     */
    record OrderOnly(List<CatalogDifference> notes) implements Outcome {
        public OrderOnly {
            notes = List.copyOf(notes);
        }
    }

    /**
     * The inverse ran and left another catalog.
     *
     * @param differences first: without the change; second: after change and inverse
     */
    record Different(List<CatalogDifference> differences) implements Outcome {
        public Different {
            differences = List.copyOf(differences);
        }
    }

    /**
     * The inverse did not run.
     *
     * @param path of the inverse
     * @param line in it, from 1
     * @param onRowsOnly on empty tables it runs: it is the rows that stand against it
     */
    record Failed(SqlError error, String path, int line, boolean onRowsOnly) implements Outcome {}

    /** The catalog is the same, rows are not. */
    record RowsChanged(List<ChangedRows> tables) implements Outcome {
        public RowsChanged {
            tables = List.copyOf(tables);
        }
    }

    /** There is no inverse. */
    record NoInverse() implements Outcome {}

    /** The change itself did not run, so nothing is known of it or of those after it. */
    record NotApplied(SqlError error, int line) implements Outcome {}

    /** One before it did not run. */
    record NotReached(String after) implements Outcome {}

    /** Whether the inverse brings everything back. */
    default boolean exact() {
        return switch (this) {
            case Equal() -> true;
            case OrderOnly(var notes) -> true;
            case Different(var differences) -> false;
            case Failed(var error, var path, var line, var onRowsOnly) -> false;
            case RowsChanged(var tables) -> false;
            case NoInverse() -> false;
            case NotApplied(var error, var line) -> false;
            case NotReached(var after) -> false;
        };
    }
}
