package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names as SQL takes them. */
final class Names {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

    /** Reserved in PostgreSQL, so not to be had without quotes. */
    private static final Set<String> RESERVED =
            Set.of(
                    "all analyse analyze and any array as asc asymmetric authorization both case cast"
                            .concat(" check collate column constraint create current_date default")
                            .concat(" deferrable desc distinct do else end except false fetch for")
                            .concat(" foreign from grant group having in initially intersect into")
                            .concat(" lateral leading limit localtime not null offset on only or")
                            .concat(
                                    " order placing primary references returning select session_user")
                            .concat(" some symmetric table then to trailing true union unique user")
                            .concat(" using variadic when where window with")
                            .split(" ", -1));

    private Names() {}

    static String quoted(String name) {
        return PLAIN.matcher(name).matches() && !RESERVED.contains(name)
                ? name
                : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** An object by itself, with its schema. */
    static String of(String schema, String name) {
        return schema.isEmpty() ? quoted(name) : quoted(schema) + "." + quoted(name);
    }

    /** The relation, type or other object that this is, or is a part of. */
    static String relation(CatalogObject object) {
        return of(object.schema(), object.owner().isEmpty() ? object.name() : object.owner());
    }

    /** Its own name without schema and owner. */
    static String own(CatalogObject object) {
        return quoted(object.name());
    }

    /** A name made of others, short enough for the server. */
    static String made(String... parts) {
        String whole =
                String.join("_", parts).replaceAll("[^A-Za-z0-9_]", "_").toLowerCase(Locale.ROOT);
        return whole.length() <= 60 ? whole : whole.substring(0, 60);
    }
}
