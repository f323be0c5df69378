package dev.surefoot.schema.catalog;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What became of each object, found by its number.
 *
 * <p>Of a new object its parts (columns, enum values, rights, comments) are not listed; of one that
 * is gone all are, but rights and comments.
 *
 * @param known of which objects anything but their coming is told
 */
record CatalogChanges(
        Map<CatalogEntry.Key, CatalogEntry> before,
        Map<CatalogEntry.Key, CatalogEntry> after,
        Predicate<CatalogEntry> known) {
    private static final Set<ObjectKind> NOTES = Set.of(ObjectKind.GRANT, ObjectKind.COMMENT);

    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        before.values().stream()
                .filter(entry -> !entry.equals(after.get(entry.key())))
                .filter(known)
                .sorted(BY_OBJECT)
                .forEach(old -> become(old, facts));
        after.values().stream()
                .filter(entry -> !before.containsKey(entry.key()))
                .filter(entry -> !madeAlong(entry))
                .sorted(BY_OBJECT)
                .forEach(entry -> facts.add(new Fact.Added(entry.object(), entry.all())));
        return facts;
    }

    private static final Comparator<CatalogEntry> BY_OBJECT =
            Comparator.comparing(CatalogEntry::object);

    private void become(CatalogEntry old, List<Fact> facts) {
        CatalogEntry now = after.get(old.key());
        if (now == null) {
            if (!NOTES.contains(old.object().kind()) || wholeStays(old)) {
                facts.add(new Fact.Gone(old.object(), old.all()));
            }
            return;
        }
        if (renamed(old, now)) {
            facts.add(new Fact.Renamed(old.object(), now.object()));
        }
        Set<String> attributes = new TreeSet<>(old.attributes().keySet());
        attributes.addAll(now.attributes().keySet());
        for (String attribute : attributes) {
            if (old.changed(attribute, now)) {
                facts.add(
                        new Fact.Changed(
                                old.object(),
                                attribute,
                                old.value(attribute),
                                now.value(attribute)));
            }
        }
    }

    /** A part keeps its name when the whole gets another. */
    private static boolean renamed(CatalogEntry old, CatalogEntry now) {
        CatalogObject from = old.object();
        CatalogObject to = now.object();
        boolean part = old.whole().isPresent();
        String number = old.numbers().get("name");
        boolean sameName =
                from.name().equals(to.name())
                        || (number != null && number.equals(now.numbers().get("name")));
        return !sameName || (!part && !from.schema().equals(to.schema()));
    }

    private boolean madeAlong(CatalogEntry entry) {
        boolean part =
                switch (entry.object().kind()) {
                    case COLUMN, ENUM_VALUE, GRANT, COMMENT -> true;
                    case SCHEMA,
                            TABLE,
                            PARTITIONED_TABLE,
                            FOREIGN_TABLE,
                            VIEW,
                            MATERIALIZED_VIEW,
                            SEQUENCE,
                            INDEX,
                            CONSTRAINT,
                            TRIGGER,
                            EVENT_TRIGGER,
                            POLICY,
                            RULE,
                            TYPE,
                            DOMAIN,
                            FUNCTION,
                            EXTENSION,
                            PUBLICATION,
                            STATISTICS,
                            COLLATION,
                            OPERATOR,
                            CAST,
                            OTHER ->
                            false;
                };
        return part && entry.whole().isPresent() && !wholeStays(entry);
    }

    /** Whether what it is a part of was there before and still is. */
    private boolean wholeStays(CatalogEntry entry) {
        return entry.whole()
                .map(whole -> before.containsKey(whole) && after.containsKey(whole))
                .orElse(true);
    }
}
