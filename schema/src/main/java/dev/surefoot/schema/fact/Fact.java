package dev.surefoot.schema.fact;

import java.util.Map;
import java.util.Optional;

/**
 * One measured effect of one statement. Relations are named {@code schema.name}; those that the
 * same file made are left out, as nobody uses them yet.
 */
public sealed interface Fact {

    /**
     * The strongest lock on a relation that existed before.
     *
     * @param sampled seen from a second session while it ran, so a lower bound
     */
    record LockTaken(String relation, ObjectKind kind, LockMode mode, boolean sampled)
            implements Fact {}

    /**
     * A relation that existed before has other files now.
     *
     * @param emptied without its rows, as after TRUNCATE
     * @param reason what the server's event trigger said, for example {@code column type}
     */
    record Rewritten(String relation, ObjectKind kind, boolean emptied, Optional<String> reason)
            implements Fact {}

    /**
     * A table was read as a whole.
     *
     * @param rows read in sequence; a table read twice counts twice
     * @param byIndex rows read through an index besides
     */
    record Scanned(String table, long rows, long byIndex) implements Fact {}

    /** Rows written as data. */
    record RowsTouched(String table, long inserted, long updated, long deleted) implements Fact {}

    /**
     * An object is gone, as the server's event trigger tells it.
     *
     * @param type the server's word, for example {@code table column}
     * @param identity the server's name of it
     * @param named whether the statement named it; else it went along
     * @param cascaded whether it went along only because of CASCADE, as no part of a named object
     */
    record Dropped(String type, String identity, boolean named, boolean cascaded) implements Fact {}

    /**
     * A new object.
     *
     * @param attributes what the catalog says of it, for example {@code type}, {@code notnull},
     *     {@code default}
     */
    record Added(CatalogObject object, Map<String, String> attributes) implements Fact {
        public Added {
            attributes = Map.copyOf(attributes);
        }
    }

    /** An object that the catalog no longer has, with what it said of it. */
    record Gone(CatalogObject object, Map<String, String> attributes) implements Fact {
        public Gone {
            attributes = Map.copyOf(attributes);
        }
    }

    /** The same object, by its number, under another name. */
    record Renamed(CatalogObject from, CatalogObject to) implements Fact {}

    /**
     * The same object, by its number, with another attribute.
     *
     * @param from empty where there was none
     * @param to empty where there is none now
     */
    record Changed(CatalogObject object, String attribute, String from, String to)
            implements Fact {}

    /**
     * How long others waited, measured on filled tables and reckoned up to production's rows.
     *
     * @param rows of production that it was reckoned for
     * @param read longest wait of a reader
     * @param write longest wait of a writer
     */
    record Stalled(String table, long rows, Span read, Span write) implements Fact {}

    /** From the least to the most that is to be expected, in milliseconds. */
    record Span(long lowMs, long highMs) {}
}
