package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.migration.HeaderWords;
import dev.surefoot.schema.sql.Identifiers;

/**
 * How a column is given another name or type while two versions live: three files, of which the
 * first and second run before and beside the new version, and the third when the old one is gone.
 */
final class SafeReplacement {
    private SafeReplacement() {}

    /** The files of a replacement of {@code old} by the column {@code fresh} of the same table. */
    static String of(World world, CatalogObject old, String fresh, Types types) {
        String table = Names.relation(old);
        String own = Names.own(old);
        String made = Identifiers.readable(fresh);
        return """
               -- file 1:
               -- surefoot: phase=expand
               -- surefoot: %1$s
               ALTER TABLE %3$s ADD COLUMN %4$s %5$s;
               -- file 2:
               -- surefoot: phase=backfill
               -- surefoot: %2$s
               -- file 3:
               -- surefoot: phase=contract
               ALTER TABLE %3$s DROP COLUMN %6$s;"""
                .formatted(
                        HeaderWords.of("sync", table)
                                .and("old", own)
                                .and("new", made)
                                .and("up", types.up())
                                .and("down", types.down()),
                        HeaderWords.of("table", table)
                                .and("key", key(world, old))
                                .and("set", made + " = " + types.up())
                                .and("verify", made + " IS DISTINCT FROM " + types.up()),
                        table,
                        made,
                        types.type(),
                        own);
    }

    private static String key(World world, CatalogObject column) {
        CatalogObject id =
                new CatalogObject(ObjectKind.COLUMN, column.schema(), column.owner(), "id");
        return world.before().apply(id).isPresent() ? "id" : "KEY";
    }

    /**
     * A new column's type, and how values go there and back.
     *
     * @param type as SQL has it
     * @param up the new value, from the old column
     * @param down the old value, from the new column
     */
    record Types(String type, String up, String down) {}
}
