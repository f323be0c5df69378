package dev.surefoot.schema.measure;

import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.sql.Identifiers;

/**
 * A relation and its counters, as they are at one moment.
 *
 * @param table of an index: its table's number; else 0
 * @param file number of its file; 0 if it has none
 * @param space number of its tablespace
 * @param blank a table whose rows the server does not know, as after TRUNCATE; a materialized view
 *     without data
 * @param counters in this transaction, or since ever
 */
record Relation(
        long oid,
        String schema,
        String local,
        ObjectKind kind,
        long table,
        long file,
        long space,
        boolean blank,
        Counters counters) {

    /**
     * What the server counts of a table.
     *
     * @param scans how often a read of all rows began
     * @param read rows read so
     * @param byIndex rows read through an index
     */
    record Counters(
            long scans, long read, long byIndex, long inserted, long updated, long deleted) {
        static final Counters NONE = new Counters(0, 0, 0, 0, 0, 0);

        /** What was added since; a counter that was set back counts as from nothing. */
        Counters since(Counters before) {
            return new Counters(
                    Math.max(0, scans - before.scans),
                    Math.max(0, read - before.read),
                    Math.max(0, byIndex - before.byIndex),
                    Math.max(0, inserted - before.inserted),
                    Math.max(0, updated - before.updated),
                    Math.max(0, deleted - before.deleted));
        }
    }

    /** The same with counters at nothing. */
    Relation uncounted() {
        return with(Counters.NONE);
    }

    Relation with(Counters other) {
        return new Relation(oid, schema, local, kind, table, file, space, blank, other);
    }

    /** Its name as a statement must spell it. */
    String quoted() {
        return Identifiers.quoted(schema) + "." + Identifiers.quoted(local);
    }

    /** Schema and name. */
    String name() {
        return schema + "." + local;
    }

    boolean index() {
        return kind == ObjectKind.INDEX;
    }
}
