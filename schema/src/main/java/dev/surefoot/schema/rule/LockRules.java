package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.LockMode;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.rule.Cost.Case;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * L01 to L05 and L12: who waits while a table is rewritten, read, or gets an index. Of several that
 * are true of a table, the gravest is told.
 */
final class LockRules implements RuleGroup {
    static final String ALL = "everybody who reads or writes the table";
    static final String WRITERS = "everybody who writes to the table";

    @Override
    public Stream<Finding> of(FileView file) {
        return file.steps().stream().flatMap(step -> of(file, step));
    }

    private static Stream<Finding> of(FileView file, Step step) {
        Set<String> told = new HashSet<>();
        Stream<Finding> all =
                Stream.of(
                                rewrites(step),
                                ForeignKeys.of(step),
                                Indexes.constraints(step),
                                Indexes.plain(step),
                                scans(file, step))
                        .flatMap(List::stream)
                        .filter(it -> told.add(it.it().table()))
                        .map(it -> it.cost().of(file, step, it.it()))
                        .flatMap(Optional::stream);
        return Stream.concat(all, stalls(file, step));
    }

    /** A rule's case and what it costs. */
    record Costly(Cost cost, Case it) {}

    private static List<Costly> rewrites(Step step) {
        return step.rewrittenTables().stream()
                .filter(it -> step.lock(it).map(LockMode::blocksWrites).orElse(true))
                .map(it -> new Costly(Cost.REWRITE, rewrite(step, it)))
                .toList();
    }

    private static Case rewrite(Step step, String table) {
        String why =
                step.rewrites()
                        .filter(it -> it.relation().equals(table))
                        .flatMap(it -> it.reason().stream())
                        .findFirst()
                        .map(it -> " (" + it + ")")
                        .orElse("");
        return new Case(
                Rule.L01,
                table,
                "All rows of %s are written anew%s while nobody else may use it."
                        .formatted(table, why),
                ALL,
                Rewriting.instead(step, table));
    }

    private static List<Costly> scans(FileView file, Step step) {
        return step.scans()
                .map(Fact.Scanned::table)
                .distinct()
                .flatMap(it -> scan(file, step, it).stream())
                .map(it -> new Costly(Cost.SCAN, it))
                .toList();
    }

    private static Optional<Case> scan(FileView file, Step step, String table) {
        Optional<LockMode> lock = step.lock(table);
        if (lock.equals(Optional.of(LockMode.ACCESS_EXCLUSIVE))) {
            return Optional.of(alone(file, step, table));
        }
        boolean domain = step.words().startsWith("alter domain");
        return lock.filter(it -> domain && it.blocksWrites()).map(_ -> ofDomain(table));
    }

    /** Unlike a table's, a domain's conditions are never looked at beside writers. */
    private static Case ofDomain(String table) {
        return new Case(
                Rule.L02,
                table,
                "All rows of %s are read for the domain while nobody may write to it."
                        .formatted(table),
                WRITERS,
                "A constraint of the table instead of the domain's: NOT VALID first, then VALIDATE"
                        + " CONSTRAINT in a statement of its own.");
    }

    private static Case alone(FileView file, Step step, String table) {
        return new Case(
                Rule.L02,
                table,
                "All rows of %s are read while nobody else may use it.".formatted(table),
                ALL,
                Scanning.instead(file, step, table));
    }

    private static Stream<Finding> stalls(FileView file, Step step) {
        return step.facts(Fact.Stalled.class)
                .filter(it -> Cost.severity(it) != Severity.NOTE)
                .map(it -> stall(file, step, it));
    }

    private static Finding stall(FileView file, Step step, Fact.Stalled it) {
        Finding.Words words =
                new Finding.Words(
                        "Others wait for %s longer than the budget of %d ms."
                                .formatted(it.table(), Cost.BUDGET_MS),
                        it.read().highMs() > Cost.BUDGET_MS ? ALL : WRITERS,
                        Cost.measured(it),
                        "See the other findings of this line for another way to write it.");
        return Cost.severity(it) == Severity.BLOCK
                ? file.finding(Rule.L12, Severity.BLOCK, step, words)
                : file.inconclusive(Rule.L12, step, words, Cost.unsure(it.table()));
    }

    /** A column of the table that takes no NULL any more, if there is one. */
    static Optional<Fact.Changed> notNull(Step step, String table) {
        return step.changed(ObjectKind.COLUMN, "notnull")
                .filter(it -> it.to().equals("true") && it.object().relation().equals(table))
                .findFirst();
    }
}
