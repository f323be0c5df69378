package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.rule.Finding.Words;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * C06: at the end of the file a column that it added to an old table must be given a value. Whether
 * one statement makes it so or several does not matter: a default that is dropped again, or a SET
 * NOT NULL after an UPDATE, ends the same.
 */
final class RequiredColumns implements RuleGroup {
    @Override
    public Stream<Finding> of(FileView file) {
        return file.steps().stream()
                .flatMap(
                        step ->
                                step.added(ObjectKind.COLUMN)
                                        .map(it -> last(file, step, it))
                                        .filter(Column::required)
                                        .map(it -> finding(file, it)));
    }

    /** As the file leaves it; of what it is again without, nothing. */
    private static Column last(FileView file, Step step, Fact.Added added) {
        Map<String, String> end =
                file.world().after().apply(added.object()).orElse(added.attributes());
        Domains domains = Domains.after(file.world());
        Column first = new Column(added.object(), step, added.attributes(), domains);
        Column last = new Column(added.object(), step, end, domains);
        return first.required() || !last.required()
                ? last
                : new Column(added.object(), madeRequired(file, first), end, domains);
    }

    /** The last statement that has the column's name in it. */
    private static Step madeRequired(FileView file, Column column) {
        String name = column.object().name().toLowerCase(Locale.ROOT);
        return file.steps().stream()
                .filter(it -> it.words().contains(name) && it.words().startsWith("alter"))
                .reduce(column.step(), (one, other) -> other);
    }

    private static Finding finding(FileView file, Column state) {
        CatalogObject column = state.object();
        String table = Names.relation(column);
        String name = Names.own(column);
        String type = state.nullableType();
        return file.finding(
                Rule.C06,
                Severity.BLOCK,
                state.step(),
                new Words(
                        ("Column %s must be given a value from now on, and the running version"
                                        + " does not know it: its INSERTs fail (23502).")
                                .formatted(column.qualified()),
                        "every instance of the running version that inserts into "
                                + column.relation(),
                        "until the last old instance is gone",
                        """
                        -- file 1, without NOT NULL, or with a default that may stay:
                        -- surefoot: phase=expand
                        ALTER TABLE %1$s ADD COLUMN %2$s %3$s;
                        -- file 2, when it is filled and no old version is left:
                        %4$s"""
                                .formatted(table, name, type, NotNull.safely(column))));
    }

    /** A new column as it stands, and the statement that made it required. */
    private record Column(
            CatalogObject object, Step step, Map<String, String> attributes, Domains domains) {
        boolean required() {
            boolean notNull = attributes.getOrDefault("notnull", "").equals("true");
            // A default may well read false: what counts is that there is one.
            return (notNull || domains.notNull(type()))
                    && !domains.hasDefault(type())
                    && Stream.of("default", "generated", "identity")
                            .allMatch(it -> attributes.getOrDefault(it, "").isEmpty());
        }

        String nullableType() {
            return domains.notNull(type()) ? domains.base(type()) : type();
        }

        private String type() {
            return attributes.getOrDefault("type", "text");
        }
    }
}
