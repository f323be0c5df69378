package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.LockMode;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.rule.Cost.Case;
import dev.surefoot.schema.rule.LockRules.Costly;

import java.util.List;
import java.util.stream.Stream;

/** L04 and L05: an index that is built, dropped or rebuilt while others wait. */
final class Indexes {
    private static final String ALONE = "-- file 1:\n-- surefoot: transaction=statement\n";

    private Indexes() {}

    /** L05: an index that comes with a constraint. */
    static List<Costly> constraints(Step step) {
        return step.added(ObjectKind.CONSTRAINT)
                .map(Constraint::of)
                .filter(it -> it.kind().indexed())
                .filter(
                        it ->
                                step.made(ObjectKind.INDEX)
                                        .map(Index::of)
                                        .anyMatch(i -> i.serves(it.object())))
                .map(it -> new Costly(Cost.INDEX, constraint(it)))
                .toList();
    }

    private static Case constraint(Constraint it) {
        String table = it.object().relation();
        return new Case(
                Rule.L05,
                table,
                "The index of %s is built while nobody else may use %s."
                        .formatted(it.object().name(), table),
                LockRules.ALL,
                it.kind() == Constraint.Kind.EXCLUDE
                        ? "An exclusion constraint can't be built beside others' work: while the"
                                + " table is small, or on a new table that is filled in batches."
                        : usingIndex(it));
    }

    private static String usingIndex(Constraint it) {
        String kind = it.kind() == Constraint.Kind.UNIQUE ? "UNIQUE" : "PRIMARY KEY";
        String rest =
                it.definition().substring(kind.length()).replaceAll(" (NOT )?DEFERRABLE.*$", "");
        String nulls = rest.contains("NULLS NOT DISTINCT") ? " NULLS NOT DISTINCT" : "";
        String columns = rest.replace("NULLS NOT DISTINCT", "").strip();
        return """
               -- file 1:
               -- surefoot: phase=contract transaction=statement
               CREATE UNIQUE INDEX CONCURRENTLY %1$s ON %2$s %3$s%4$s;
               ALTER TABLE %2$s ADD CONSTRAINT %1$s %5$s USING INDEX %1$s;"""
                .formatted(
                        Names.own(it.object()), Names.relation(it.object()), columns, nulls, kind);
    }

    /** L04: an index by itself. */
    static List<Costly> plain(Step step) {
        return Stream.of(built(step), dropped(step), rebuilt(step)).flatMap(it -> it).toList();
    }

    private static Stream<Costly> built(Step step) {
        return step.made(ObjectKind.INDEX)
                .map(Index::of)
                .filter(it -> !it.table().isEmpty() && !step.before().hasRelation(it.table()))
                .filter(
                        it ->
                                step.made(ObjectKind.TABLE)
                                        .noneMatch(t -> t.object().qualified().equals(it.table())))
                .filter(
                        it ->
                                step.made(ObjectKind.CONSTRAINT)
                                        .noneMatch(c -> it.serves(c.object())))
                .filter(it -> step.gone(ObjectKind.INDEX).noneMatch(g -> it.replaces(g.object())))
                .filter(it -> blocksWrites(step, it.table()))
                .map(
                        it ->
                                new Costly(
                                        Cost.INDEX,
                                        new Case(
                                                Rule.L04,
                                                it.table(),
                                                "Index %s is built while nobody may write to %s."
                                                        .formatted(it.object().name(), it.table()),
                                                LockRules.WRITERS,
                                                ALONE + it.concurrently() + ";")));
    }

    private static boolean blocksWrites(Step step, String table) {
        return step.lock(table).map(LockMode::blocksWrites).orElse(false);
    }

    private static Stream<Costly> dropped(Step step) {
        boolean alone =
                step.facts(Fact.Gone.class)
                        .allMatch(
                                it ->
                                        it.object().kind() == ObjectKind.INDEX
                                                || it.object().kind() == ObjectKind.COMMENT);
        if (!alone || step.made(ObjectKind.INDEX).findAny().isPresent()) {
            return Stream.empty();
        }
        return step.gone(ObjectKind.INDEX)
                .map(Index::of)
                .filter(it -> !it.table().isEmpty() && !step.before().hasRelation(it.table()))
                .filter(it -> blocksWrites(step, it.table()))
                .map(it -> new Costly(Cost.MOMENT, drop(it)));
    }

    private static Case drop(Index it) {
        return new Case(
                Rule.L04,
                it.table(),
                "Dropping index %s needs %s for itself, and waits for every longer reader before it."
                        .formatted(it.object().name(), it.table()),
                LockRules.ALL,
                ALONE
                        + "DROP INDEX CONCURRENTLY %s;"
                                .formatted(Names.of(it.object().schema(), it.object().name())));
    }

    private static Stream<Costly> rebuilt(Step step) {
        if (!step.rewrittenTables().isEmpty() || !step.emptiedTables().isEmpty()) {
            return Stream.empty();
        }
        boolean indexes = step.rewrites().anyMatch(it -> it.kind() == ObjectKind.INDEX);
        return !indexes
                ? Stream.empty()
                : step.tablesLocked(LockMode.SHARE).stream()
                        .map(
                                it ->
                                        new Costly(
                                                Cost.INDEX,
                                                new Case(
                                                        Rule.L04,
                                                        it,
                                                        "Indexes of %s are built anew while nobody may write to it."
                                                                .formatted(it),
                                                        LockRules.WRITERS,
                                                        ALONE
                                                                + "REINDEX TABLE CONCURRENTLY "
                                                                + it
                                                                + ";")));
    }
}
