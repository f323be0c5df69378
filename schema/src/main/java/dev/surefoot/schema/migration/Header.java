package dev.surefoot.schema.migration;

import java.util.List;
import java.util.Optional;

/**
 * What a file says of itself in {@code -- surefoot:} lines before its first statement.
 *
 * @param phase what it declares to be
 * @param inverse path of the migration back, relative to the file
 * @param wrapping what {@code transaction=} says
 * @param backfills what is to be filled, in batches
 * @param syncs pairs of columns to be kept in step
 */
public record Header(
        Optional<Phase> phase,
        Optional<String> inverse,
        Optional<MigrationFile.Wrapping> wrapping,
        List<BackfillSpec> backfills,
        List<SyncSpec> syncs) {

    /** A file that says nothing. */
    public static final Header NONE =
            new Header(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());

    public Header {
        backfills = List.copyOf(backfills);
        syncs = List.copyOf(syncs);
    }

    /**
     * A table to be filled in batches.
     *
     * @param table with its schema, for example {@code app.users}
     * @param key the column or columns, separated by commas, of a unique key to walk along
     * @param set what the UPDATE sets
     * @param verify a condition that holds for rows not yet right
     */
    public record BackfillSpec(String table, String key, String set, String verify) {}

    /**
     * Two columns to be kept in step while two versions of an application live.
     *
     * @param table with its schema
     * @param old the column that the old version writes
     * @param fresh the column that the new version writes ({@code new=} in the file)
     * @param up the new value as an expression over the row's old columns
     * @param down the old value as an expression over the row's new columns
     */
    public record SyncSpec(String table, String old, String fresh, String up, String down) {}
}
