package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A constraint, read from its definition as {@code pg_get_constraintdef} writes it.
 *
 * @param definition for example {@code FOREIGN KEY (user_id) REFERENCES s.users(id) NOT VALID}
 */
record Constraint(CatalogObject object, Kind kind, String definition) {
    private static final Pattern COLUMNS = Pattern.compile("\\(([^()]*)\\)");

    /** What it asks for. */
    enum Kind {
        CHECK,
        FOREIGN_KEY,
        PRIMARY_KEY,
        UNIQUE,
        EXCLUDE,
        OTHER;

        static Kind of(String definition) {
            String upper = definition.toUpperCase(Locale.ROOT);
            for (Kind each : values()) {
                if (upper.startsWith(each.name().replace('_', ' '))) {
                    return each;
                }
            }
            return OTHER;
        }

        /** Whether an index keeps it. */
        boolean indexed() {
            return this == PRIMARY_KEY || this == UNIQUE || this == EXCLUDE;
        }
    }

    static Constraint of(Fact.Added added) {
        return of(added.object(), added.attributes());
    }

    static Constraint of(Fact.Gone gone) {
        return of(gone.object(), gone.attributes());
    }

    private static Constraint of(CatalogObject object, Map<String, String> attributes) {
        String definition = attributes.getOrDefault("def", "");
        return new Constraint(object, Kind.of(definition), definition);
    }

    boolean validated() {
        return !definition.endsWith("NOT VALID");
    }

    /** The columns of a key; empty for a CHECK, which has an expression. */
    List<String> columns() {
        Matcher found = COLUMNS.matcher(definition);
        return kind == Kind.CHECK || kind == Kind.EXCLUDE || !found.find()
                ? List.of()
                : List.of(found.group(1).replace("\"", "").split(", *", -1));
    }

    /** Whether it is a key or reference of such columns alone, and NULL in them keeps to it. */
    boolean onlyOf(Predicate<String> column) {
        return (kind == Kind.FOREIGN_KEY || kind == Kind.UNIQUE)
                && !definition.contains(" NULLS NOT DISTINCT ")
                && !columns().isEmpty()
                && columns().stream().allMatch(column);
    }

    /** Whether what keeps to this one keeps to the other: the same but for what happens after. */
    boolean demandsAsMuchAs(Constraint other) {
        return kind == other.kind && core().equals(other.core());
    }

    private String core() {
        return definition
                .replaceAll(" NOT VALID$", "")
                .replaceAll(
                        " (ON (DELETE|UPDATE)|MATCH|DEFERRABLE|INITIALLY|NOT DEFERRABLE) .*$", "")
                .replaceAll(" DEFERRABLE$", "");
    }
}
