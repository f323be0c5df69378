package dev.surefoot.schema.sql;

import java.util.Set;
import java.util.regex.Pattern;

/** Names in SQL. Pure. */
public final class Identifiers {
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

    private Identifiers() {}

    /** An identifier in quotes, as it is, whatever stands in it. */
    public static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /**
     * An identifier as people write it: in quotes only where it would mean something else without.
     */
    public static String readable(String identifier) {
        return PLAIN.matcher(identifier).matches() && !RESERVED.contains(identifier)
                ? identifier
                : quoted(identifier);
    }
}
