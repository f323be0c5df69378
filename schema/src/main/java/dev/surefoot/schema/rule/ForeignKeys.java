package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.rule.Cost.Case;
import dev.surefoot.schema.rule.LockRules.Costly;

import java.util.List;

/**
 * L03: a reference that is looked up for each row before others may write again. That of a new
 * column without values is not: the server knows that nothing is to be found.
 */
final class ForeignKeys {
    private ForeignKeys() {}

    static List<Costly> of(Step step) {
        List<Constraint> keys =
                step.added(ObjectKind.CONSTRAINT)
                        .map(Constraint::of)
                        .filter(it -> it.kind() == Constraint.Kind.FOREIGN_KEY && it.validated())
                        .toList();
        return keys.stream()
                .filter(
                        it ->
                                keys.stream()
                                        .filter(it::demandsAsMuchAs)
                                        .anyMatch(each -> read(step, each)))
                .map(it -> new Costly(Cost.FOREIGN_KEY, lookedUp(it)))
                .toList();
    }

    /** A partitioned table has no rows of its own; its partitions have the same reference. */
    private static boolean read(Step step, Constraint it) {
        return step.scans().anyMatch(scan -> scan.table().equals(it.object().relation()));
    }

    private static Case lookedUp(Constraint it) {
        String table = it.object().relation();
        return new Case(
                Rule.L03,
                table,
                "Each row of %s is looked up for %s while nobody may write to either table."
                        .formatted(table, it.object().name()),
                "everybody who writes to the table or to the one it refers to",
                Scanning.later(it).replace("phase=contract", "phase=expand"));
    }
}
