package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.rule.Finding.Words;
import dev.surefoot.schema.rule.Verdicts.Settled;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** C08 and C11: what writes must keep to from now on, or need not any more. */
final class ConstraintRules implements RuleGroup {
    private static final Set<String> VIOLATED = Set.of("23514", "23503", "23505", "23P01", "23502");

    /** ON CONFLICT (columns) finds no constraint any more. */
    private static final Set<String> NO_ARBITER = Set.of("42P10");

    @Override
    public Stream<Finding> of(FileView file) {
        return file.steps().stream()
                .flatMap(
                        step ->
                                Stream.of(
                                                constraints(file, step),
                                                uniques(file, step),
                                                dropped(file, step))
                                        .flatMap(it -> it));
    }

    private static Stream<Finding> constraints(FileView file, Step step) {
        return step.added(ObjectKind.CONSTRAINT)
                .filter(it -> demands(file, step, it))
                .map(it -> demand(file, step, it.object(), Constraint.of(it).definition()));
    }

    /** Whether what old versions write could violate it. */
    static boolean demands(FileView file, Step step, Fact.Added added) {
        Constraint it = Constraint.of(added);
        String relation = added.object().relation();
        return it.kind() != Constraint.Kind.OTHER
                && !it.onlyOf(column -> isNew(file, step, relation, column))
                && !UnfilledCheck.holds(it, column -> isNew(file, step, relation, column))
                && file.facts(Fact.Gone.class)
                        .filter(gone -> gone.object().kind() == ObjectKind.CONSTRAINT)
                        .filter(gone -> gone.object().relation().equals(added.object().relation()))
                        .noneMatch(gone -> Constraint.of(gone).demandsAsMuchAs(it));
    }

    /**
     * A nullable column of this file: what does not know it leaves it NULL, which violates nothing.
     */
    private static boolean isNew(FileView file, Step step, String relation, String column) {
        return file.steps().stream()
                .filter(each -> each.line() <= step.line())
                .flatMap(each -> each.added(ObjectKind.COLUMN))
                .filter(it -> it.object().relation().equals(relation))
                .filter(it -> it.object().name().equals(column))
                .anyMatch(it -> unfilled(file.world(), it));
    }

    /** As the file leaves it. */
    private static boolean unfilled(World world, Fact.Added column) {
        Map<String, String> end = world.after().apply(column.object()).orElse(column.attributes());
        return Stream.of("default", "generated", "identity")
                        .allMatch(it -> end.getOrDefault(it, "").isEmpty())
                && !Domains.after(world).hasDefault(end.getOrDefault("type", ""));
    }

    private static Stream<Finding> uniques(FileView file, Step step) {
        return step.made(ObjectKind.INDEX)
                .filter(it -> it.attributes().getOrDefault("unique", "").equals("true"))
                .map(Index::of)
                .filter(it -> !it.table().isEmpty() && !step.before().hasRelation(it.table()))
                .filter(it -> !it.onlyOf(column -> isNew(file, step, it.table(), column)))
                .filter(
                        it ->
                                step.made(ObjectKind.CONSTRAINT)
                                        .noneMatch(c -> it.serves(c.object())))
                .filter(
                        it ->
                                step.measured().transactional()
                                        || !step.words().startsWith("reindex"))
                .filter(
                        it ->
                                file.facts(Fact.Gone.class)
                                        .filter(gone -> gone.object().kind() == ObjectKind.INDEX)
                                        .noneMatch(gone -> Index.of(gone).demandsAsMuchAs(it)))
                .filter(
                        it ->
                                step.gone(ObjectKind.INDEX)
                                        .noneMatch(gone -> it.replaces(gone.object())))
                .map(it -> demand(file, step, it.object(), it.definition()));
    }

    private static Finding demand(
            FileView file, Step step, CatalogObject object, String definition) {
        return Verdicts.settled(
                file,
                Rule.C08,
                step,
                new Settled(
                        VIOLATED,
                        Severity.NOTE,
                        new Words(
                                "%s is checked on every write from now on, NOT VALID or not: %s."
                                        .formatted(object.qualified(), definition),
                                "every instance of the running version whose writes violate it",
                                "until the last old instance is gone",
                                "Let a version run first whose writes keep to it, then add it in a"
                                        + " file of its own with '-- surefoot: phase=contract'.")));
    }

    private static Stream<Finding> dropped(FileView file, Step step) {
        return step.gone(ObjectKind.CONSTRAINT)
                .filter(it -> !step.takesAway(it.object()))
                .filter(it -> Constraint.of(it).kind() != Constraint.Kind.OTHER)
                .filter(it -> Constraint.of(it).kind() != Constraint.Kind.CHECK)
                .filter(
                        it ->
                                file.facts(Fact.Added.class)
                                        .filter(
                                                added ->
                                                        added.object().kind() == it.object().kind())
                                        .noneMatch(
                                                added ->
                                                        Constraint.of(added)
                                                                .demandsAsMuchAs(
                                                                        Constraint.of(it))))
                .map(it -> loosened(file, step, it));
    }

    private static Finding loosened(FileView file, Step step, Fact.Gone it) {
        return Verdicts.warned(
                file,
                Rule.C11,
                step,
                new Settled(
                        NO_ARBITER,
                        Severity.WARN,
                        new Words(
                                "%s is no longer kept: %s."
                                        .formatted(
                                                it.object().qualified(),
                                                Constraint.of(it).definition()),
                                "every version that relies on it, and ON CONFLICT that names its"
                                        + " columns (42P10)",
                                "for as long as there are rows that violate it; the way back needs"
                                        + " them gone",
                                "Drop it when no version is left that relies on it.")));
    }
}
