package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;

import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An index, read from its definition as {@code pg_get_indexdef} writes it.
 *
 * @param table the relation it is on, named as facts name it; empty if unknown
 * @param definition for example {@code CREATE UNIQUE INDEX i ON s.users USING btree (email)}
 */
record Index(CatalogObject object, String table, String definition) {
    private static final Pattern ON = Pattern.compile(" ON (?:ONLY )?((?:\"[^\"]*\"|[^ \"])+) ");
    private static final Pattern NAME = Pattern.compile("INDEX .*? ON ");

    /** The columns of a key that has no expression. */
    private static final Pattern KEY = Pattern.compile(" USING \\w+ \\(([^()]*)\\)");

    static Index of(Fact.Added added) {
        return of(added.object(), added.attributes());
    }

    static Index of(Fact.Gone gone) {
        return of(gone.object(), gone.attributes());
    }

    private static Index of(CatalogObject object, Map<String, String> attributes) {
        String definition = attributes.getOrDefault("def", "");
        return new Index(object, table(object, attributes, definition), definition);
    }

    private static String table(
            CatalogObject object, Map<String, String> attributes, String definition) {
        String said = attributes.getOrDefault("table", object.owner());
        Matcher on = ON.matcher(definition);
        String name = !said.isEmpty() ? said : on.find() ? on.group(1).replace("\"", "") : "";
        boolean bare = !name.isEmpty() && !name.contains(".") && !object.schema().isEmpty();
        return bare ? object.schema() + "." + name : name;
    }

    /** Whether it is the index of a constraint, which has its name. */
    boolean serves(CatalogObject constraint) {
        return constraint.name().equals(object.name())
                && constraint.schema().equals(object.schema());
    }

    /** Whether it is of such columns alone, no two of which are the same while they are NULL. */
    boolean onlyOf(Predicate<String> column) {
        Matcher key = KEY.matcher(definition);
        return !definition.contains(" NULLS NOT DISTINCT")
                && key.find()
                && Stream.of(key.group(1).split(", *", -1)).allMatch(it -> column.test(name(it)));
    }

    /** Without its collation, class of operators and order. */
    private static String name(String keyColumn) {
        return keyColumn.startsWith("\"")
                ? keyColumn.replaceFirst("^\"((?:[^\"]|\"\")*)\".*$", "$1").replace("\"\"", "\"")
                : keyColumn.replaceFirst(" .*$", "");
    }

    /** Whether it has the name of another. */
    boolean replaces(CatalogObject other) {
        return other.qualified().equals(object.qualified());
    }

    /** Whether it is the same but for its name. */
    boolean demandsAsMuchAs(Index other) {
        return !definition.isEmpty() && core().equals(other.core());
    }

    private String core() {
        return NAME.matcher(definition).replaceFirst("INDEX ON ");
    }

    /** The statement that builds it without making writers wait. */
    String concurrently() {
        return definition.replaceFirst("INDEX ", "INDEX CONCURRENTLY ");
    }
}
