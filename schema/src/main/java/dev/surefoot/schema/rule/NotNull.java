package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;

/** How NULL is forbidden without reading the table under the strongest lock. */
final class NotNull {
    private NotNull() {}

    /** The statements of a contract file; a valid CHECK proves it to SET NOT NULL. */
    static String safely(CatalogObject column) {
        return """
               -- surefoot: phase=contract transaction=statement
               ALTER TABLE %1$s ADD CONSTRAINT %3$s CHECK (%2$s IS NOT NULL) NOT VALID;
               ALTER TABLE %1$s VALIDATE CONSTRAINT %3$s;
               ALTER TABLE %1$s ALTER COLUMN %2$s SET NOT NULL;
               ALTER TABLE %1$s DROP CONSTRAINT %3$s;"""
                .formatted(
                        Names.relation(column),
                        Names.own(column),
                        Names.made(column.owner(), column.name(), "not_null"));
    }
}
