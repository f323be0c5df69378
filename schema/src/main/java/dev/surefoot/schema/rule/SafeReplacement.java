package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.ObjectKind;
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
        String plain = old.relation();
        return """
               -- file 1:
               -- surefoot: phase=expand
               -- surefoot: sync=%1$s old=%2$s new=%3$s up="%4$s" down="%5$s"
               ALTER TABLE %6$s ADD COLUMN %7$s %8$s;
               -- file 2:
               -- surefoot: phase=backfill
               -- surefoot: table=%1$s key=%9$s set="%7$s = %4$s" verify="%7$s IS DISTINCT FROM %4$s"
               -- file 3:
               -- surefoot: phase=contract
               ALTER TABLE %6$s DROP COLUMN %10$s;"""
                .formatted(
                        plain,
                        old.name(),
                        fresh,
                        inHeader(types.up()),
                        inHeader(types.down()),
                        table,
                        Identifiers.quoted(fresh),
                        types.type(),
                        key(world, old),
                        Names.own(old));
    }

    /** A value in a header's double quotes. */
    private static String inHeader(String expression) {
        return expression.replace("\"", "\"\"");
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
