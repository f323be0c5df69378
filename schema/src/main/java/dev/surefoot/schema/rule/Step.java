package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.LockMode;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.measure.MeasuredStatement;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One statement of a file, with what came before it. Facts about what the file itself has made are
 * left out of every question but {@link #made}.
 *
 * @param before what earlier statements made
 * @param held the strongest locks that earlier statements of the same transaction still hold
 */
record Step(MeasuredStatement measured, Fresh before, Map<String, LockMode> held) {
    private static final Set<ObjectKind> RELATIONS =
            Set.of(
                    ObjectKind.TABLE,
                    ObjectKind.PARTITIONED_TABLE,
                    ObjectKind.FOREIGN_TABLE,
                    ObjectKind.MATERIALIZED_VIEW);

    Step {
        held = Map.copyOf(held);
    }

    int line() {
        return measured.statement().line();
    }

    /** Its first words in lower case, comments left out: to say what it is, never what it does. */
    String words() {
        return spelled().toLowerCase(Locale.ROOT);
    }

    /** The same with names as they are written. */
    String spelled() {
        return measured.statement()
                .text()
                .replaceAll("--[^\n]*|(?s)/\\*.*?\\*/", " ")
                .strip()
                .replaceAll("\\s+", " ");
    }

    <F extends Fact> Stream<F> facts(Class<F> kind) {
        return measured.facts().stream().filter(kind::isInstance).map(kind::cast);
    }

    /** New parts of what was there before, for example columns of an old table. */
    Stream<Fact.Added> added(ObjectKind kind) {
        Fresh after = before.after(measured.facts());
        return facts(Fact.Added.class)
                .filter(it -> it.object().kind() == kind)
                .filter(it -> !it.object().owner().isEmpty())
                .filter(it -> !after.hasRelation(it.object().relation()));
    }

    /** New objects by themselves. */
    Stream<Fact.Added> made(ObjectKind kind) {
        return facts(Fact.Added.class).filter(it -> it.object().kind() == kind);
    }

    Stream<Fact.Gone> gone(ObjectKind kind) {
        return facts(Fact.Gone.class)
                .filter(it -> it.object().kind() == kind)
                .filter(it -> !before.has(it.object()));
    }

    Stream<Fact.Renamed> renamed(ObjectKind kind) {
        return facts(Fact.Renamed.class)
                .filter(it -> it.from().kind() == kind)
                .filter(it -> !before.has(it.from()));
    }

    Stream<Fact.Changed> changed(ObjectKind kind, String attribute) {
        return changed(kind).filter(it -> it.attribute().equals(attribute));
    }

    Stream<Fact.Changed> changed(ObjectKind kind) {
        return facts(Fact.Changed.class)
                .filter(it -> it.object().kind() == kind)
                .filter(it -> !before.has(it.object()));
    }

    /** Whether the statement takes the object away as well. */
    boolean takesAway(CatalogObject object) {
        return facts(Fact.Gone.class)
                .anyMatch(
                        it ->
                                RELATIONS.contains(it.object().kind())
                                        && it.object().qualified().equals(object.relation()));
    }

    Stream<Fact.LockTaken> locks() {
        return facts(Fact.LockTaken.class).filter(it -> !before.hasRelation(it.relation()));
    }

    /** The strongest lock on a relation while the statement runs. */
    Optional<LockMode> lock(String relation) {
        return Stream.concat(
                        locks().filter(it -> it.relation().equals(relation))
                                .map(Fact.LockTaken::mode),
                        Optional.ofNullable(held.get(relation)).stream())
                .max(LockMode::compareTo);
    }

    Stream<Fact.Scanned> scans() {
        return facts(Fact.Scanned.class).filter(it -> !before.hasRelation(it.table()));
    }

    Stream<Fact.Rewritten> rewrites() {
        return facts(Fact.Rewritten.class).filter(it -> !before.hasRelation(it.relation()));
    }

    /** Tables, not indexes or sequences, that have other files now but kept their rows. */
    List<String> rewrittenTables() {
        return rewrites()
                .filter(it -> !it.emptied() && RELATIONS.contains(it.kind()))
                .map(Fact.Rewritten::relation)
                .distinct()
                .toList();
    }

    /** Tables that lost all rows. */
    List<String> emptiedTables() {
        return rewrites()
                .filter(it -> it.emptied() && RELATIONS.contains(it.kind()))
                .map(Fact.Rewritten::relation)
                .distinct()
                .toList();
    }

    /** Tables that this statement locks at least so, where it did not before. */
    List<String> tablesLocked(LockMode least) {
        return locks().filter(
                        it -> RELATIONS.contains(it.kind()) && it.mode().compareTo(least) >= 0)
                .map(Fact.LockTaken::relation)
                .distinct()
                .toList();
    }

    /** Whether it changes anything in the catalog. */
    boolean changesCatalog() {
        return measured.facts().stream()
                .anyMatch(
                        fact ->
                                fact instanceof Fact.Added
                                        || fact instanceof Fact.Gone
                                        || fact instanceof Fact.Renamed
                                        || fact instanceof Fact.Changed);
    }
}
