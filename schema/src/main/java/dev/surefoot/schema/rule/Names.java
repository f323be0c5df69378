package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.sql.Identifiers;

import java.util.Locale;

/** Names as SQL takes them. */
final class Names {
    private Names() {}

    /** An object by itself, with its schema. */
    static String of(String schema, String name) {
        return schema.isEmpty()
                ? Identifiers.readable(name)
                : Identifiers.readable(schema) + "." + Identifiers.readable(name);
    }

    /** The relation, type or other object that this is, or is a part of. */
    static String relation(CatalogObject object) {
        return of(object.schema(), object.owner().isEmpty() ? object.name() : object.owner());
    }

    /** Its own name without schema and owner. */
    static String own(CatalogObject object) {
        return Identifiers.readable(object.name());
    }

    /** A name made of others, short enough for the server. */
    static String made(String... parts) {
        String whole =
                String.join("_", parts).replaceAll("[^A-Za-z0-9_]", "_").toLowerCase(Locale.ROOT);
        return whole.length() <= 60 ? whole : whole.substring(0, 60);
    }
}
