package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the statements of a file so far have made themselves: nobody uses it yet. A part of
 * something new is new. Immutable.
 */
final class Fresh {
    static final Fresh NOTHING = new Fresh(Set.of(), Set.of());

    private final Set<CatalogObject> objects;
    private final Set<String> wholes;

    private Fresh(Set<CatalogObject> objects, Set<String> wholes) {
        this.objects = Set.copyOf(objects);
        this.wholes = Set.copyOf(wholes);
    }

    /** With what a statement made, renamed and took away. */
    Fresh after(List<Fact> facts) {
        Set<CatalogObject> nextObjects = new HashSet<>(objects);
        Set<String> nextWholes = new HashSet<>(wholes);
        for (Fact fact : facts) {
            if (fact instanceof Fact.Added added) {
                add(added.object(), nextObjects, nextWholes);
            } else if (fact instanceof Fact.Renamed renamed && has(renamed.from())) {
                add(renamed.to(), nextObjects, nextWholes);
            } else if (fact instanceof Fact.Gone gone && !has(gone.object())) {
                // What takes an old name again is not what nobody uses.
                nextObjects.remove(gone.object());
            }
        }
        return new Fresh(nextObjects, nextWholes);
    }

    private static void add(CatalogObject it, Set<CatalogObject> objects, Set<String> wholes) {
        objects.add(it);
        if (it.owner().isEmpty() && it.kind() != ObjectKind.INDEX) {
            wholes.add(it.qualified());
        }
    }

    /** Whether the object, or what it is a part of, is new. */
    boolean has(CatalogObject object) {
        return objects.contains(object)
                || (!object.owner().isEmpty() && wholes.contains(object.relation()))
                || wholes.contains(object.qualified());
    }

    /** Names of columns that an old relation was given. */
    Stream<String> columnsOf(String relation) {
        return objects.stream()
                .filter(it -> it.kind() == ObjectKind.COLUMN && it.relation().equals(relation))
                .map(CatalogObject::name);
    }

    /** Whether a relation, named as facts name it, is new. */
    boolean hasRelation(String relation) {
        return wholes.contains(relation);
    }
}
