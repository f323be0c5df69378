package dev.surefoot.schema.run.sync;

import dev.surefoot.schema.sql.Identifiers;

/**
 * An old and a new column of a table, by their names in the catalog.
 *
 * @param up the new value, over the row's old columns
 * @param down the old value, over the row's new columns
 * @param path the migration that asked for it
 */
public record SyncPair(String old, String fresh, String up, String down, String path) {

    /** The old column as SQL writes it. */
    public String oldQuoted() {
        return Identifiers.quoted(old);
    }

    /** The new column as SQL writes it. */
    public String freshQuoted() {
        return Identifiers.quoted(fresh);
    }

    /** True of a row that the new version has not written and the backfill has not filled. */
    public String unfilled() {
        return freshQuoted() + " is null and (" + up + ") is not null";
    }
}
